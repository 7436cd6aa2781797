using HmmSpec.Conformance;
using HmmSpec.Data;
using HmmSpec.Mutation;
using HmmSpec.Spec;

namespace HmmSpec.Cli;

/// <summary>The subjects whose steps can be interleaved: the reference, and versions of it with a defect.</summary>
internal static class StepSubjects
{
    /// <summary>What the help of <c>explore</c> says of the argument.</summary>
    public const string Description =
        "Whose steps are explored: reference, or defect:NAME, the reference with a defect seeded; of optimized and its "
        + "defects, whole operations, after each of which it is held against the reference";

    /// <summary>The subjects apart from the reference: a name, and what makes its steps.</summary>
    public static Sequence<(string Name, Func<IStepModel> Create)> Others { get; } =
    [
        .. ReferenceDefects.All.Select(static defect =>
            ($"{Subjects.DefectPrefix}{defect.Id}", (Func<IStepModel>)(() => StepModelCompiler.Compile(defect)))
        ),
    ];

    /// <summary>All names.</summary>
    public static Sequence<string> Names { get; } =
    [CheckPlan.SideBySideSubject, .. Others.Select(static other => other.Name)];

    /// <summary>Whether a word names a subject of any kind, one that is there or one that will be.</summary>
    public static bool IsOrMayBe(string word) => Subjects.IsName(word) || Names.Contains(word);

    /// <summary>The steps of a subject.</summary>
    public static IStepModel Find(string subject, Surroundings surroundings)
    {
        if (subject == CheckPlan.SideBySideSubject)
        {
            return surroundings.Steps;
        }

        (_, Func<IStepModel>? create) = Others.AsEnumerable().FirstOrDefault(other => other.Name == subject);
        return create is not null ? create()
            : subject.StartsWith(Subjects.DefectPrefix, StringComparison.Ordinal) && !Subjects.IsDefect(subject)
                ? throw CommandException.Usage(
                    $"There is no defect {Values.Quote(subject[Subjects.DefectPrefix.Length..])}"
                        + Values.Hint(subject, Subjects.Defects, "there are")
                )
            : Subjects.IsName(subject)
                ? throw CommandException.Usage(
                    $"The subject {Values.Quote(subject)} does one operation after another and has no steps; these have: "
                        + $"{Values.List(Names)}."
                )
            : throw CommandException.Usage(
                $"There is no subject in steps {Values.Quote(subject)}{Values.Hint(subject, Names, "there are")}"
            );
    }
}
