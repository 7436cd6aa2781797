using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Protocol;

namespace HmmSpec.Cli;

/// <summary>Writes what there is to say of a subject behind the protocol.</summary>
internal static class SubjectText
{
    private const int Indent = 2;

    /// <summary>What a failure was, and what is known of the subject.</summary>
    public static string Sentences(SubjectFailure failure) =>
        failure.Evidence is { } evidence ? $"{failure.Sentence}\n{evidence.Text().TrimEnd('\n')}" : failure.Sentence;

    /// <summary>What was looked at, what not, and what was left undecided.</summary>
    public static void Write(Screen screen, SubjectReport report)
    {
        screen.Line(
            $"subject: {report.Name}, looked at as {ObservedNames.Levels.NameOf(report.Level)}; "
                + $"{report.Explained:N0} answers explained by choices or by what may happen by itself"
        );
        if (report.Missing.Count > 0)
        {
            string missing = string.Join(' ', report.Missing.Select(CheckNames.Kinds.NameOf));
            screen.Paragraph($"not carried out, and so not judged: {missing}", Indent);
        }

        if (report.ScenariosLeftOut > 0)
        {
            screen.Line($"  {report.ScenariosLeftOut} scenarios left out, which need more than it declares");
        }

        if (report.Restarts > 0)
        {
            screen.Line($"  started again {report.Restarts} times");
        }

        if (report.Undecided > 0)
        {
            screen.Paragraph($"{report.Undecided} runs undecided; the first because {report.Reason}", Indent);
            if (report.LeftFile is { } file)
            {
                screen.Line($"  its operations: {file}");
            }
            else if (report.LeftUnkept.Length > 0)
            {
                screen.Line($"  its operations could not be kept: {report.LeftUnkept}");
            }
        }

        if (report.FirstStop is { } stop && report.Failure?.Evidence is null)
        {
            screen.Line();
            screen.Line("when it first stopped");
            screen.Line(Sentences(stop));
        }

        if (report.Failure is { } failure)
        {
            screen.Line();
            screen.Line(Sentences(failure));
        }
    }
}
