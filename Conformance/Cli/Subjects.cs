using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Mutation;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>The subjects that the command line can name.</summary>
internal static class Subjects
{
    /// <summary>What the names of subjects with a defect begin with.</summary>
    public const string DefectPrefix = "defect:";

    private const string HowFound = "with check --interleave N, or explore";

    /// <summary>What the help says of the argument.</summary>
    public const string Description =
        "What is checked: optimized, the machine that comes with hmmspec; defect:NAME, the same with a defect seeded; "
        + "exec:COMMAND, tcp:HOST:PORT or unix:PATH, any implementation by the wire protocol; "
        + "linux, the kernel that hmmspec linux build has built, or linux:DRIVER with another driver, "
        + "linux-debug or linux-debug:DRIVER with KASAN and lockdep, "
        + "either with +huge, +merge or +coherent behind it for huge pages, KSM or coherent devices (linux+huge:fixed); "
        + "with --interleave, reference, or that with a defect";

    private static string OfReference => string.Join(", ", ReferenceDefects.All.Select(static defect => defect.Id));

    /// <summary>The names of the subjects with a defect: of the machine, and of the reference.</summary>
    public static Sequence<string> Defects { get; } =
    [
        .. SeededDefects.All.Select(static defect => DefectPrefix + defect.Id),
        .. ReferenceDefects.All.Select(static defect => DefectPrefix + defect.Id),
    ];

    /// <summary>Whether a word names a subject with a defect.</summary>
    public static bool IsDefect(string word) => Defects.Contains(word);

    /// <summary>Whether a word names a subject.</summary>
    public static bool IsName(string word) =>
        word == CheckPlan.DefaultSubject
        || word.StartsWith(DefectPrefix, StringComparison.Ordinal)
        || LinuxSubject.IsMeantBy(word);

    /// <summary>The machines of a subject.</summary>
    public static MachineFactory Find(string subject, Surroundings surroundings) =>
        subject == CheckPlan.DefaultSubject ? surroundings.Optimized
        : subject.StartsWith(DefectPrefix, StringComparison.Ordinal) ? Seeded(subject[DefectPrefix.Length..])
        : StepSubjects.Names.Contains(subject)
            ? throw CommandException.Usage(
                $"The subject {Values.Quote(subject)} is run in steps: say with --interleave N how many agents take turns."
            )
        : throw CommandException.Usage($"There is no subject {Values.Quote(subject)}{Hint(subject)}");

    // A name that is followed by something is no word that another can be near to.
    private static string Hint(string subject)
    {
        Sequence<string> names = [CheckPlan.DefaultSubject, LinuxSubject.Name, CheckPlan.SideBySideSubject];
        return Spelling.Nearest(subject, names) is string near
            ? $"; did you mean {Values.Quote(near)}?"
            : $"; there are {Values.List([.. names, $"{DefectPrefix}NAME", "exec:COMMAND", "tcp:HOST:PORT", "unix:PATH"])}.";
    }

    /// <summary>The profile that a subject is checked in unless another is given: that in which its defect shows.</summary>
    public static Profile ProfileOf(string subject) =>
        SeededDefects.All.FirstOrDefault(defect => DefectPrefix + defect.Id == subject)?.Profile
        ?? DefectOfReference(subject)?.World.Profile
        ?? Profile.Strict;

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
}
