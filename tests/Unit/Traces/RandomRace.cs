using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Traces;

/// <summary>A call or a return of a race that was run.</summary>
/// <param name="Agent">Whose.</param>
/// <param name="Operation">What was called.</param>
/// <param name="Outcome">Of a return: how it ended; null for a call.</param>
internal sealed record RaceMove(int Agent, Operation Operation, Outcome? Outcome);

/// <summary>
/// The reference itself under a random scheduler: agents call operations that are drawn for the state, take steps in any
/// order, by any choice, and return some time after they have ended.
/// </summary>
internal static class RandomRace
{
    private const int OtherChoicePercent = 10;

    public static List<RaceMove> Run(World world, Spec.Profile profile, ulong seed, int agents, int length)
    {
        Random64 random = new(seed);
        OperationGenerator operations = new(Weights.Default, random.Next())
        {
            Focus = new PageRange(random.Below(world.Pages - 1), 2),
        };
        List<RaceMove> moves = [];
        State state = Prepared(world, profile, moves);
        Activity?[] activities = new Activity?[agents];
        (Operation Operation, Outcome? Ended)?[] flights = new (Operation, Outcome?)?[agents];
        int left = agents * length;
        while (left > 0 || flights.Any(static flight => flight is not null))
        {
            int agent = random.Below(agents);
            if (flights[agent] is not { } flight)
            {
                if (left > 0)
                {
                    left--;
                    Operation called = operations.Next(state);
                    flights[agent] = (called, null);
                    activities[agent] = ReferenceModel.Begin(called);
                    moves.Add(new RaceMove(agent, called, null));
                }
            }
            else if (flight.Ended is Outcome ended)
            {
                moves.Add(new RaceMove(agent, flight.Operation, ended));
                flights[agent] = null;
            }
            else
            {
                Successors next = activities[agent]!.Next(state);
                if (next.Blocked == Blocked.No)
                {
                    Successor[] all = [.. next.All];
                    Successor taken = random.Chance(OtherChoicePercent) ? all[random.Below(all.Length)] : all[0];
                    state = taken.State;
                    activities[agent] = taken.Activity;
                    flights[agent] = (flight.Operation, taken.Activity is null ? taken.Outcome : null);
                }
            }
        }

        return moves;
    }

    private static State Prepared(World world, Spec.Profile profile, List<RaceMove> moves)
    {
        State state = ReferenceModel.Init(world, profile);
        foreach (
            Operation operation in (Operation[])
                [
                    new Attach(0, world.DeviceFrames, DmaKind.Direct, 0),
                    new Register(0, 0, world.AddressSpace),
                    new Map(0, world.AddressSpace, Protection.ReadWrite),
                    new Store(0, 0, 1_000),
                    new Store(0, 1, 1_001),
                ]
        )
        {
            Transition transition = ReferenceModel.Run(state, operation);
            state = transition.After;
            moves.Add(new RaceMove(0, operation, null));
            moves.Add(new RaceMove(0, operation, transition.Outcome));
        }

        return state;
    }
}
