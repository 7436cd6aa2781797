using HmmSpec.Adapters;

namespace HmmSpec.Subjects.Miniatures;

/// <summary>FLT-12: a range fault reports every page of system memory as one that can be written.</summary>
internal sealed class FaultReportsWriteForReadOnly : Toy
{
    protected override IReadOnlyList<PageResult> Report(Found[] found) =>
        [.. base.Report(found).Select(result => result == PageResult.Read ? PageResult.Write : result)];
}
