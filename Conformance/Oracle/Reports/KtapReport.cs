using System.Text;

namespace HmmSpec.Conformance;

/// <summary>KTAP, version 1, as the kernel's Documentation/dev-tools/ktap.rst describes it: a subtest for each clause.</summary>
public static class KtapReport
{
    private const string Version = "KTAP version 1";

    /// <summary>The report as KTAP.</summary>
    public static string Format(Report report)
    {
        StringBuilder text = new();
        Line(text, Version);
        Line(text, $"1..{report.Suites.Count}");
        foreach ((int index, ReportSuite suite) in report.Suites.Index())
        {
            Line(text, $"  {Version}");
            Line(text, $"  1..{suite.Cases.Count}");
            foreach ((int number, ReportCase one) in suite.Cases.Index())
            {
                Case(text, number + 1, one);
            }

            Line(text, $"{(HasFailed(suite) ? "not ok" : "ok")} {index + 1} {Description(suite.Name)}");
        }

        return text.ToString();
    }

    private static void Case(StringBuilder text, int number, ReportCase one)
    {
        if (one.Outcome is CaseOutcome.Diverged or CaseOutcome.Undecided)
        {
            Line(text, $"  # {one.Name}: {one.Reason}");
            foreach (string line in one.Divergences.SelectMany(DivergenceText.Lines))
            {
                Line(text, $"  # {line}");
            }
        }

        string end = one.Outcome switch
        {
            CaseOutcome.Held or CaseOutcome.Diverged => "",
            CaseOutcome.Known => $" # XFAIL {DivergenceText.OneLine(one.Reason)}",
            CaseOutcome.Skipped => $" # SKIP {DivergenceText.OneLine(one.Reason)}",
            CaseOutcome.Undecided => $" # ERROR {DivergenceText.OneLine(one.Reason)}",
        };
        bool isBad = one.Outcome is CaseOutcome.Diverged or CaseOutcome.Undecided;
        Line(text, $"  {(isBad ? "not ok" : "ok")} {number} {Description(one.Name)}{end}");
    }

    private static bool HasFailed(ReportSuite suite) =>
        suite.Count(CaseOutcome.Diverged) + suite.Count(CaseOutcome.Undecided) > 0;

    // A description has no hash sign: one begins a directive.
    private static string Description(string text) => text.Replace('#', '_');

    private static void Line(StringBuilder text, string line) => text.Append(DivergenceText.OneLine(line)).Append('\n');
}
