using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Replay files: scenario files that show a divergence, with how it was found in comments.</summary>
public static class ReplayFile
{
    /// <summary>What the names of failures begin with.</summary>
    public const string FailurePrefix = "failure-";

    /// <summary>What the names of failures begin with once they are fixed.</summary>
    public const string FixedPrefix = "fixed-";

    /// <summary>What the names of runs that were left undecided begin with.</summary>
    public const string UndecidedPrefix = "undecided-";

    /// <summary>How the names of scenario and replay files end.</summary>
    public const string Extension = ".hmm";

    /// <summary>The name of a failure's file.</summary>
    public static string NameOf(string clause, ulong seed) => $"{FailurePrefix}{clause}-{seed:x16}{Extension}";

    /// <summary>A finding as a scenario that wants of every operation what the reference does.</summary>
    /// <param name="finding">The operations and the divergence.</param>
    /// <param name="comments">How it was found, line by line.</param>
    public static Scenario Of(Finding finding, Sequence<string> comments)
    {
        Divergence divergence = finding.Divergence;
        return new Scenario(
            $"{divergence.Subject} diverges from {divergence.Clause}",
            Catalogue.Find(divergence.Clause) is null ? [] : [divergence.Clause],
            "hmmspec check",
            finding.World,
            finding.Profile,
            [.. Lines(finding.World, finding.Profile, finding.Operations)]
        )
        {
            Comments = [.. comments.Concat(Describe(divergence)).Select(line => $"# {line}")],
        };
    }

    /// <summary>A run that was left undecided as a scenario.</summary>
    /// <param name="reason">Why it was.</param>
    /// <param name="world">The sizes.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="operations">The operations up to the one of which nothing could be said.</param>
    public static Scenario OfUndecided(string reason, World world, Profile profile, Sequence<Operation> operations) =>
        new(
            "A run that was left undecided",
            [],
            "hmmspec check",
            world,
            profile,
            [.. Lines(world, profile, operations)]
        )
        {
            Comments = [$"# undecided: {reason.ReplaceLineEndings(" ")}"],
        };

    private static IEnumerable<string> Describe(Divergence divergence) =>
        [
            $"diverges: {divergence.Clause}, in {divergence.Subject}, at the last operation",
            $"expected: {divergence.Expected}",
            $"found: {divergence.Found}",
        ];

    private static IEnumerable<OperationLine> Lines(World world, Profile profile, Sequence<Operation> operations)
    {
        State state = ReferenceModel.Init(world, profile);
        foreach (Operation operation in operations.AsEnumerable())
        {
            Transition transition = ReferenceModel.Run(state, operation);
            state = transition.After;
            yield return new OperationLine(operation, WantedOutcome.Of(transition.Outcome));
        }
    }
}
