using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace HmmSpec.Conformance;

/// <summary>JUnit XML: a test case for each clause.</summary>
public static class JunitReport
{
    /// <summary>The report as XML.</summary>
    public static string Format(Report report)
    {
        XDocument document = new(
            new XDeclaration("1.0", "utf-8", null),
            new XElement(
                "testsuites",
                new XAttribute("name", "hmmspec"),
                Counts(report.Count, report.Cases.Count(), report.Suites.Sum(static suite => suite.Seconds)),
                report.Suites.Select(Suite)
            )
        );
        return $"{document.Declaration}\n{document.ToString().ReplaceLineEndings("\n")}\n";
    }

    private static XElement Suite(ReportSuite suite) =>
        new(
            "testsuite",
            new XAttribute("name", Text(suite.Name)),
            Counts(suite.Count, suite.Cases.Count, suite.Seconds),
            new XElement("properties", suite.Files.SelectMany(Properties)),
            suite.Cases.Select(one => Case(suite, one))
        );

    private static IEnumerable<XElement> Properties(ResultsFile file) =>
        [
            Property("commandLine", file.Header.CommandLine),
            Property("seed", file.Header.Seed),
            Property("specification", file.Header.Specification),
        ];

    private static XElement Property(string name, string value) =>
        new("property", new XAttribute("name", name), new XAttribute("value", Text(value)));

    private static XAttribute[] Counts(Func<CaseOutcome, int> count, int all, double seconds) =>
        [
            new("tests", all),
            new("failures", count(CaseOutcome.Diverged)),
            new("errors", count(CaseOutcome.Undecided)),
            new("skipped", count(CaseOutcome.Skipped) + count(CaseOutcome.Known)),
            new("time", seconds.ToString("0.000", CultureInfo.InvariantCulture)),
        ];

    private static XElement Case(ReportSuite suite, ReportCase one) =>
        new(
            "testcase",
            new XAttribute("name", one.Name),
            new XAttribute("classname", Text($"hmmspec.{suite.Files[0].Header.Subject.Replace('.', '_')}.{one.Group}")),
            Result(one)
        );

    private static XElement? Result(ReportCase one) =>
        one.Outcome switch
        {
            CaseOutcome.Held => null,
            CaseOutcome.Diverged => Result(one, "failure", one.IsClause ? "divergence" : one.Name),
            CaseOutcome.Undecided => Result(one, "error", "inconclusive"),
            CaseOutcome.Skipped or CaseOutcome.Known => new XElement(
                "skipped",
                new XAttribute("message", Text(one.Reason))
            ),
        };

    private static XElement Result(ReportCase one, string element, string type) =>
        new(
            element,
            new XAttribute("message", Text(one.Reason)),
            new XAttribute("type", type),
            Text(string.Join("\n\n", one.Divergences.Select(each => string.Join('\n', DivergenceText.Lines(each)))))
        );

    // What a subject answers may have characters that XML cannot carry.
    private static string Text(string text)
    {
        StringBuilder good = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            if (index + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[index + 1], text[index]))
            {
                good.Append(text, index++, 2);
            }
            else
            {
                good.Append(XmlConvert.IsXmlChar(text[index]) ? text[index] : '\ufffd');
            }
        }

        return good.ToString();
    }
}
