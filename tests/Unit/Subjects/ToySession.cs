using System.Text;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Reference;
using HmmSpec.Spec;
using HmmSpec.Subjects;
using Reply = HmmSpec.Protocol.Reply;

namespace HmmSpec.Tests.Subjects;

/// <summary>
/// A toy held against the reference by generated operations, over the protocol's lines but without the checker: what the
/// checker says of the toy is only worth something if the toy is known to be right.
/// </summary>
internal static class ToySession
{
    private const int OperationsBetweenLooks = 4;

    // The toy carries out no other operations.
    private static readonly Weights Can = Weights.Only([.. OperationKinds.Basic]);

    /// <summary>The first difference of a generated sequence, in a sentence; null if there is none.</summary>
    public static string? Difference(Toy toy, World world, Spec.Profile profile, ulong seed, int length)
    {
        toy.Reset(AsTold(world), profile.Name);
        State state = ReferenceModel.Init(world, profile);
        int done = 0;
        foreach (Operation operation in GeneratedSequence.Of(world, profile, seed, length, Can).Operations)
        {
            Transition expected = ReferenceModel.Run(state, operation);
            state = expected.After;
            Outcome found = Carry(toy, operation);
            if (Judged(found) != Judged(expected.Outcome))
            {
                return $"{OperationText.Format(operation)}: expected {expected.Outcome}, found {found}";
            }

            done++;
            if (done % OperationsBetweenLooks == 0 && SeenState.Difference(state, toy.Observe()) is string difference)
            {
                return $"after {OperationText.Format(operation)}: {difference}";
            }
        }

        return null;
    }

    // How often a device has to fault is its own business.
    private static Outcome Judged(Outcome outcome) => outcome with { Faults = 0 };

    private static Outcome Carry(Toy toy, Operation operation)
    {
        string request = $$"""{"type":"run","id":1,"operations":[{{OperationJson.Format(operation)}}]}""";
        ReadOnlySpan<byte> line = toy.Answer(Encoding.UTF8.GetBytes(request), out _).AsSpan().TrimEnd((byte)'\n');
        return
            new LineReader().TryReadReply(line, out Reply? reply, out LineProblem? problem)
            && reply is Reply.Ran { Results: [Answer answer] }
            ? answer.Outcome
            : throw new InvalidOperationException($"{problem} {Encoding.UTF8.GetString(line)}");
    }

    private static Adapters.World AsTold(World world) =>
        new(
            world.Processes,
            world.Pages,
            world.Devices,
            world.Frames,
            world.SwapSlots,
            world.DeviceFrames,
            world.IovaSlots
        );
}
