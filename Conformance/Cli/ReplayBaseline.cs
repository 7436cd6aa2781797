using HmmSpec.Conformance;

namespace HmmSpec.Cli;

/// <summary>What a baseline says of files that are replayed on a subject.</summary>
/// <param name="plan">The baseline; null if there is none.</param>
/// <param name="subject">The subject.</param>
internal sealed class ReplayBaseline(BaselinePlan? plan, string subject)
{
    /// <summary>The code for a file, and what is to be said beside the verdict; empty for nothing.</summary>
    public (ExitCode Code, string Words) Judge(string file, ScenarioVerdict verdict)
    {
        IReadOnlyList<BaselineEntry> entries = plan?.Of(subject) ?? [];
        BaselineEntry? listed = entries.FirstOrDefault(entry => entry.File is not null && IsSame(entry, file));
        if (verdict.Holds)
        {
            return listed is null
                ? (ExitCode.Conforms, "")
                : (ExitCode.Baseline, $"no longer diverges: remove it from {plan!.Path}");
        }

        if (verdict.Verdict.Kind == VerdictKind.Inconclusive)
        {
            return (ExitCode.Inconclusive, "");
        }

        listed ??= entries.FirstOrDefault(entry =>
            entry.Clause is not null && entry.Clause == verdict.Finding?.Divergence.Clause
        );
        return listed is null
            ? (ExitCodes.Of(verdict.Verdict), "")
            : (ExitCode.Conforms, $"known by the baseline{(listed.Issue is null ? "" : $": {listed.Issue}")}");
    }

    private bool IsSame(BaselineEntry entry, string file) =>
        Path.GetFullPath(plan!.PathOf(entry)) == Path.GetFullPath(file);
}
