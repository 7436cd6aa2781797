namespace HmmSpec.Subjects.Miniatures;

/// <summary>MAP-7: mprotect that meets a page in no VMA ends in EINVAL.</summary>
internal sealed class ProtectOfHoleEndsInEinval : Toy
{
    protected override string NotMappedForProtect => "EINVAL";
}
