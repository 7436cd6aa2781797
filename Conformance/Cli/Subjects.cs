using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Mutation;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>The subjects that the command line can name.</summary>
internal static class Subjects
{
    private const string DefectPrefix = "defect:";

    private const string HowFound = "with check --interleave N, or explore";

    private static readonly Sequence<string> Later = ["exec:", "tcp:", "unix:", "linux"];

    /// <summary>What the help says of the argument.</summary>
    public const string Description =
        "What is checked: optimized, the machine that comes with hmmspec, or defect:NAME, the same with a defect seeded";

    private static string OfReference => string.Join(", ", ReferenceDefects.All.Select(static defect => defect.Id));

    /// <summary>Whether a word names a subject, one that is there or one that will be.</summary>
    public static bool IsName(string word) =>
        word == CheckPlan.DefaultSubject || word.StartsWith(DefectPrefix, StringComparison.Ordinal) || IsLater(word);

    /// <summary>The machines of a subject.</summary>
    public static MachineFactory Find(string subject, Surroundings surroundings) =>
        subject == CheckPlan.DefaultSubject ? surroundings.Optimized
        : subject.StartsWith(DefectPrefix, StringComparison.Ordinal) ? Seeded(subject[DefectPrefix.Length..])
        : IsLater(subject)
            ? throw CommandException.Usage(
                $"The subject {Values.Quote(subject)} is not there yet: this version checks optimized only."
            )
        : throw CommandException.Usage(
            $"There is no subject {Values.Quote(subject)}{Values.Hint(subject, [CheckPlan.DefaultSubject], "there is")}"
        );

    /// <summary>The model in steps of a subject: the reference with a defect seeded.</summary>
    public static IStepModel FindSteps(string subject) =>
        DefectOfReference(subject) is ReferenceDefect defect
            ? StepModelCompiler.Compile(defect)
            : throw CommandException.Usage(
                $"{Values.Quote(subject)} has no steps; of the reference there are {OfReference}."
            );

    private static MachineFactory Seeded(string id)
    {
        SeededDefect? defect = SeededDefects.All.FirstOrDefault(candidate => candidate.Id == id);
        return defect is not null
            ? MachineCompiler.Compile(defect)
            : throw CommandException.Usage(
                DefectOfReference(DefectPrefix + id) is not null
                    ? $"The defect {Values.Quote(id)} is one of the reference: it is found {HowFound}."
                    : (
                        id.Length == 0
                            ? "The defects that can be seeded are "
                            : $"There is no defect {Values.Quote(id)}; there are "
                    )
                        + $"{string.Join(", ", SeededDefects.All.Select(static candidate => candidate.Id))}.\n"
                        + $"Of the reference, found {HowFound}: {OfReference}."
            );
    }

    private static ReferenceDefect? DefectOfReference(string subject) =>
        ReferenceDefects.All.FirstOrDefault(candidate => DefectPrefix + candidate.Id == subject);

    private static bool IsLater(string word) =>
        Later.Any(name => name.EndsWith(':') ? word.StartsWith(name, StringComparison.Ordinal) : word == name);
}
