using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Whether what is shown is what was declared, and of what there is.</summary>
internal static class ObservationChecks
{
    private const int Shown = 40;
    private const int AtATime = 4;

    public static Sequence<SmokeCheck> All { get; } =
    [
        new(
            "shows-touched-pages",
            "At the level touched give each result its events and the pages that may have changed, or do not declare it.",
            Touched
        ),
        new(
            "shows-state",
            "At the level state give each result a state, and answer observe with one, or do not declare it.",
            State
        ),
    ];

    private static SmokeResult Touched(SmokeTalk talk)
    {
        if (!talk.Can.Levels.Contains(ObservationLevel.Touched))
        {
            return SmokeResult.LeftOut("It does not declare the level touched.");
        }

        talk.Reset();
        int pages = 0;
        bool isExpected = false;
        Sequence<Operation> operations =
        [
            .. SmokeOperations.Something(talk),
            .. SmokeOperations.Generated(talk, Shown),
        ];
        Sequence<Answer> answers = talk.Run(operations, ObservationLevel.Touched);
        for (int index = 0; index < answers.Count; index++)
        {
            Answer answer = answers[index];
            if (ProblemOf(talk, answer) is string problem)
            {
                return SmokeResult.Broken($"Its result of {OperationText.Format(operations[index])} has {problem}.");
            }

            pages += answer.Touched.Count;
            isExpected |=
                operations[index] is Map
                && answer is { IsKnown: true, Kind: AnswerKind.Ended, Outcome.Status: Status.Ok };
        }

        return pages > 0 || !isExpected
            ? SmokeResult.Ok($"{pages} pages of {answers.Count} results")
            : SmokeResult.Broken("It declares the level touched, and shows no page of what it has mapped.");
    }

    private static SmokeResult State(SmokeTalk talk)
    {
        if (!talk.Can.Levels.Contains(ObservationLevel.State))
        {
            return SmokeResult.LeftOut("It does not declare the level state.");
        }

        talk.Reset();
        Operation[] operations = [.. SmokeOperations.Something(talk), .. SmokeOperations.Generated(talk, Shown)];
        foreach (Operation[] some in operations.Chunk(AtATime))
        {
            Sequence<Answer> answers = talk.Run([.. some], ObservationLevel.State);
            for (int index = 0; index < answers.Count; index++)
            {
                string? problem =
                    answers[index].State is { } shown ? ProblemOf(talk, answers[index]) ?? ProblemOf(talk, shown)
                    : answers[index].Kind == AnswerKind.Ended ? "no state"
                    : null;
                if (problem is not null)
                {
                    return SmokeResult.Broken($"Its result of {OperationText.Format(some[index])} has {problem}.");
                }
            }
        }

        StateObservation seen = talk.Observe();
        return ProblemOf(talk, seen) is string wrong
            ? SmokeResult.Broken($"Its reply to observe has {wrong}.")
            : SmokeResult.Ok(
                $"{seen.Pages.Count} pages, {seen.Processes.Count} processes, {seen.Devices.Count} devices"
            );
    }

    private static string? ProblemOf(SmokeTalk talk, Answer answer)
    {
        foreach (Event happened in answer.Events ?? [])
        {
            if (!talk.Can.Events.Contains(happened.Kind))
            {
                return $"an event {Names.EventKinds.NameOf(happened.Kind)}, which it does not declare";
            }
        }

        return ProblemOf(talk.World, answer.Touched);
    }

    private static string? ProblemOf(SmokeTalk talk, StateObservation seen)
    {
        World world = talk.World;
        foreach (ProcessObservation process in seen.Processes)
        {
            if (!IsBelow(process.Process, world.Processes))
            {
                return $"a process {process.Process}; there are {world.Processes}";
            }
        }

        foreach (DeviceObservation device in seen.Devices)
        {
            if (!IsBelow(device.Device, world.Devices))
            {
                return $"a device {device.Device}; there are {world.Devices}";
            }

            if (device.UsedFrames > world.DeviceFrames || device.UsedIovas > world.IovaSlots)
            {
                return $"a device {device.Device} that uses more frames or IOVAs than there are";
            }
        }

        return seen.UsedFrames > world.Frames ? $"{seen.UsedFrames} used frames; there are {world.Frames}"
            : seen.UsedSwap > world.SwapSlots ? $"{seen.UsedSwap} used slots of swap; there are {world.SwapSlots}"
            : ProblemOf(world, seen.Pages);
    }

    private static string? ProblemOf(World world, Sequence<PageObservation> pages)
    {
        foreach (PageObservation page in pages)
        {
            if (!IsBelow(page.Process, world.Processes) || !IsBelow(page.Page, world.Pages))
            {
                return $"a page {page.Page} of process {page.Process}; there are {world.Pages} of {world.Processes}";
            }

            if (page is { Entry: ObservedEntry.Device, Device: int holder } && !IsBelow(holder, world.Devices))
            {
                return $"a page {page.Page} in the memory of device {holder}; there are {world.Devices}";
            }

            foreach (MirrorObservation mirror in page.Mirrors)
            {
                if (!IsBelow(mirror.Device, world.Devices))
                {
                    return $"a page {page.Page} with a mirror of device {mirror.Device}; there are {world.Devices}";
                }
            }
        }

        return null;
    }

    private static bool IsBelow(int number, int count) => number >= 0 && number < count;
}
