using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Races that are smaller than the one found, the boldest changes first.</summary>
internal static class RaceChanges
{
    /// <summary>With less to do: without whole agents, without operations, with operations moved before the race.</summary>
    public static IEnumerable<Race> FewerOperations(RaceFinding finding)
    {
        Race race = finding.Race;
        for (int agent = 0; agent < race.Agents.Count; agent++)
        {
            yield return Without(finding, agent, static _ => true);
        }

        foreach (Race shorter in ShorterSetup(race))
        {
            yield return shorter;
        }

        for (int agent = 0; agent < race.Agents.Count; agent++)
        {
            for (int operation = race.Agents[agent].Count - 1; operation >= 0; operation--)
            {
                int gone = operation;
                yield return Without(finding, agent, candidate => candidate == gone);
            }

            Race later = Without(finding, agent, static operation => operation == 0);
            yield return later with
            {
                Setup = race.Setup.Add(race.Agents[agent][0]),
            };
        }
    }

    /// <summary>
    /// With the operations of two agents done by one, with a device's access narrowed to the fault that it takes, with a
    /// page touched before, so that no fault has to fill it.
    /// </summary>
    public static IEnumerable<Race> OtherOperations(RaceFinding finding)
    {
        Race race = finding.Race;
        for (int agent = 0; agent < race.Agents.Count; agent++)
        {
            for (int other = 0; other < race.Agents.Count; other++)
            {
                if (other != agent)
                {
                    yield return Merged(race, agent, other);
                }
            }

            for (int index = 0; index < race.Agents[agent].Count; index++)
            {
                foreach (Race copied in Copied(race, agent, index))
                {
                    yield return copied;
                }

                if (FaultOf(race.Agents[agent][index]) is RangeFault fault)
                {
                    yield return race with
                    {
                        Agents = race.Agents.Set(agent, race.Agents[agent].Set(index, fault)),
                    };
                }
            }
        }

        for (int process = 0; process < race.World.Processes; process++)
        {
            for (int page = 0; page < race.World.Pages; page++)
            {
                yield return race with
                {
                    Setup = race.Setup.Add(new Store(process, page, 1)),
                };
                yield return race with
                {
                    Setup = race.Setup.Add(new Load(process, page)),
                };
            }
        }
    }

    /// <summary>With another schedule for the same operations: cut off, with steps left out, with fewer switches.</summary>
    public static IEnumerable<Race> SimplerSchedules(RaceFinding finding)
    {
        Race race = finding.Race;
        List<(int Start, int End)> blocks = Blocks(race.Schedule);
        for (int block = 0; block < blocks.Count; block++)
        {
            (int start, int end) = blocks[block];
            yield return race with
            {
                Schedule = Cut(race.Schedule, start, end),
            };
            for (int other = 0; other < blocks.Count; other++)
            {
                bool same = race.Schedule[blocks[other].Start].Agent == race.Schedule[start].Agent;
                if (same && other != block)
                {
                    yield return race with
                    {
                        Schedule = Moved(race.Schedule, (start, end), blocks[other].End),
                    };
                }
            }

            yield return race with
            {
                Schedule = Cut(race.Schedule, end - 1, end),
            };
        }

        for (int turn = 0; turn < race.Schedule.Count; turn++)
        {
            if (race.Schedule[turn].Choice != Choice.Canonical)
            {
                Turn canonical = race.Schedule[turn] with { Choice = Choice.Canonical };
                yield return race with
                {
                    Schedule = race.Schedule.Set(turn, canonical),
                };
            }
        }
    }

    /// <summary>With simpler operations in the place of others; none of these changes can be undone by another.</summary>
    public static IEnumerable<Race> SimplerOperations(RaceFinding finding)
    {
        Race race = finding.Race;
        foreach (Func<Operation, Operation> change in Simplification.Everywhere(race.World))
        {
            yield return race with
            {
                Setup = Changed(race.Setup, change),
                Agents = Sequence.Generate(race.Agents.Count, agent => Changed(race.Agents[agent], change)),
            };
        }

        for (int index = 0; index < race.Setup.Count; index++)
        {
            foreach (Operation simpler in Simplification.Of(race.Setup[index]))
            {
                yield return race with
                {
                    Setup = race.Setup.Set(index, simpler),
                };
            }
        }

        for (int agent = 0; agent < race.Agents.Count; agent++)
        {
            for (int index = 0; index < race.Agents[agent].Count; index++)
            {
                foreach (Operation simpler in Simplification.Of(race.Agents[agent][index]))
                {
                    yield return race with
                    {
                        Agents = race.Agents.Set(agent, race.Agents[agent].Set(index, simpler)),
                    };
                }
            }
        }
    }

    /// <summary>In a smaller world.</summary>
    public static IEnumerable<Race> SmallerWorlds(RaceFinding finding) =>
        Properties
            .SmallerWorlds.Of(finding.Race.World, WorldText.Sizes.AsEnumerable())
            .Select(world => finding.Race with { World = world });

    // A store that has to copy a page changes its entry in the fewest steps; before it, the page was only read.
    private static IEnumerable<Race> Copied(Race race, int agent, int index)
    {
        Sequence<Operation> setup = Changed(
            race.Setup,
            static operation => operation is Store store ? new Load(store.Process, store.Page) : operation
        );
        foreach (Operation operation in Simplification.Of(race.Agents[agent][index]))
        {
            if (operation is Store)
            {
                yield return race with
                {
                    Setup = setup,
                    Agents = race.Agents.Set(agent, race.Agents[agent].Set(index, operation)),
                };
            }
        }
    }

    private static Race Merged(Race race, int agent, int other) =>
        race with
        {
            Agents = race.Agents.Set(agent, race.Agents[agent].Concat(race.Agents[other])).Set(other, []),
            Schedule =
            [
                .. race
                    .Schedule.AsEnumerable()
                    .Select(turn => turn.Agent == other ? turn with { Agent = agent } : turn),
            ],
        };

    private static RangeFault? FaultOf(Operation operation) =>
        operation is DeviceLoad load
            ? new RangeFault(load.Process, load.Device, load.Range, Request.Fault, Request.None, [])
        : operation is DeviceStore store
            ? new RangeFault(store.Process, store.Device, store.Range, Request.FaultWrite, Request.None, [])
        : null;

    private static IEnumerable<Race> ShorterSetup(Race race)
    {
        int count = race.Setup.Count;
        for (int size = count; size >= 1; size /= 2)
        {
            for (int end = count; end > 0; end -= size)
            {
                int start = Math.Max(0, end - size);
                yield return race with
                {
                    Setup = [.. race.Setup.Span[..start], .. race.Setup.Span[end..]],
                };
            }
        }
    }

    /// <summary>Without some operations of an agent, and without the turns in which it carried them out.</summary>
    private static Race Without(RaceFinding finding, int agent, Func<int, bool> isGone)
    {
        Race race = finding.Race;
        Sequence<Operation> left = [.. race.Agents[agent].Where((_, operation) => !isGone(operation))];
        return race with
        {
            Agents = race.Agents.Set(agent, left),
            Schedule =
            [
                .. finding
                    .Steps.AsEnumerable()
                    .Where(step => step.Turn.Agent != agent || !isGone(step.Operation))
                    .Select(static step => step.Turn),
            ],
        };
    }

    private static List<(int Start, int End)> Blocks(Sequence<Turn> schedule)
    {
        List<(int, int)> blocks = [];
        int start = 0;
        for (int index = 1; index <= schedule.Count; index++)
        {
            if (index == schedule.Count || schedule[index].Agent != schedule[start].Agent)
            {
                blocks.Add((start, index));
                start = index;
            }
        }

        return blocks;
    }

    private static Sequence<Turn> Cut(Sequence<Turn> schedule, int start, int end) =>
        [.. schedule.Span[..start], .. schedule.Span[end..]];

    private static Sequence<Turn> Moved(Sequence<Turn> schedule, (int Start, int End) block, int behind)
    {
        ReadOnlySpan<Turn> all = schedule.Span;
        ReadOnlySpan<Turn> moved = all[block.Start..block.End];
        return behind <= block.Start
            ? [.. all[..behind], .. moved, .. all[behind..block.Start], .. all[block.End..]]
            : [.. all[..block.Start], .. all[block.End..behind], .. moved, .. all[behind..]];
    }

    private static Sequence<Operation> Changed(Sequence<Operation> operations, Func<Operation, Operation> change) =>
        Sequence.Generate(operations.Count, index => change(operations[index]));
}
