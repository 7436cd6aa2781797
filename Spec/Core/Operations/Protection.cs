namespace HmmSpec.Spec;

/// <summary>What a mapping allows, in rising order.</summary>
[Closed]
public enum Protection
{
    /// <summary>PROT_NONE: mapped, and no access allowed.</summary>
    None,

    /// <summary>PROT_READ.</summary>
    Read,

    /// <summary>PROT_READ and PROT_WRITE.</summary>
    ReadWrite,
}
