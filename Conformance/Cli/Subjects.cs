using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Properties;

namespace HmmSpec.Cli;

/// <summary>The subjects that the command line can name.</summary>
internal static class Subjects
{
    private static readonly Sequence<string> Later = ["exec:", "tcp:", "unix:", "linux"];

    /// <summary>What the help says of the argument.</summary>
    public const string Description = "What is checked: optimized, the machine that comes with hmmspec";

    /// <summary>Whether a word names a subject, one that is there or one that will be.</summary>
    public static bool IsName(string word) => word == CheckPlan.DefaultSubject || IsLater(word);

    /// <summary>The machines of a subject.</summary>
    public static MachineFactory Find(string subject, Surroundings surroundings) =>
        subject == CheckPlan.DefaultSubject ? surroundings.Optimized
        : IsLater(subject)
            ? throw CommandException.Usage(
                $"The subject {Values.Quote(subject)} is not there yet: this version checks optimized only."
            )
        : throw CommandException.Usage(
            $"There is no subject {Values.Quote(subject)}{Values.Hint(subject, [CheckPlan.DefaultSubject], "there is")}"
        );

    private static bool IsLater(string word) =>
        Later.Any(name => name.EndsWith(':') ? word.StartsWith(name, StringComparison.Ordinal) : word == name);
}
