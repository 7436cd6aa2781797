using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>Holds a state against the <c>expect</c> lines of a scenario.</summary>
public static class Expectation
{
    /// <summary>What of a state is not as a line wants it, in one sentence; null if all is, or the line is no expectation.</summary>
    public static string? Check(State state, ScenarioLine line) =>
        line is ExpectLine wanted ? Stranger(state.World, wanted) ?? Check(state, wanted) : null;

    /// <summary>What is not as wanted of a page, in one sentence; null if all is.</summary>
    public static string? Check(ExpectPage wanted, PageView found) =>
        (wanted.Place is null || wanted.Place == Lanes.PlaceOf(found))
        && (wanted.Device is null || wanted.Device == found.Device)
        && (wanted.Right is null || wanted.Right == Lanes.RightOf(found))
        && (wanted.Value is null || wanted.Value == found.Value)
        && (wanted.Dirty is null || wanted.Dirty == found.Dirty)
        && (wanted.FrameDirty is null || wanted.FrameDirty == found.FrameDirty)
        && (wanted.Mappings is null || wanted.Mappings == found.Mappings)
            ? null
            : $"Expected {ExpectText.Format(wanted)}, found "
                + $"{PageViewText.Format(found)} ({PageViewText.Details(found)}).";

    /// <summary>What is not as wanted of a page of a mirror, in one sentence; null if all is.</summary>
    public static string? Check(ExpectMirror wanted, MirrorView found) =>
        wanted.Right == Lanes.RightOf(found)
        && (wanted.Place is null || wanted.Place == Lanes.PlaceOf(found))
        && (wanted.Value is null || wanted.Value == found.Value)
        && (wanted.Dirty is null || wanted.Dirty == found.Dirty)
            ? null
            : $"Expected {ExpectText.Format(wanted)}, found {MirrorViewText.Format(found)}.";

    /// <summary>The number in an expectation that names nothing in a world, in one sentence; null if there is none.</summary>
    public static string? Stranger(World world, ExpectLine line) =>
        line switch
        {
            ExpectPage it => Outside("process", "p", it.Process, world.Processes)
                ?? Outside("page", "", it.Page, world.Pages)
                ?? Outside("device", "d", it.Device ?? 0, it.Device is null ? 1 : world.Devices),
            ExpectMirror it => Outside("process", "p", it.Process, world.Processes)
                ?? Outside("device", "d", it.Device, world.Devices)
                ?? Outside("page", "", it.Page, world.Pages),
            ExpectUsed it => Outside("device", "d", it.Device ?? 0, it.Device is null ? 1 : world.Devices),
        };

    private static string? Check(State state, ExpectLine line) =>
        line switch
        {
            ExpectPage wanted => Check(wanted, PageView.Of(state, wanted.Process, wanted.Page)),
            ExpectMirror wanted => Check(wanted, MirrorView.Of(state, wanted.Process, wanted.Device, wanted.Page)),
            ExpectUsed wanted => Check(wanted, Used(state, wanted.Device)),
        };

    private static string? Outside(string what, string letter, int number, int count) =>
        number >= 0 && number < count ? null
        : count == 0 ? $"There is no {what} {letter}{number}: the world has none."
        : $"There is no {what} {letter}{number}: the world has {letter}0 to {letter}{count - 1}.";

    private static string? Check(ExpectUsed wanted, ExpectUsed found) =>
        (wanted.Frames is null || wanted.Frames == found.Frames)
        && (wanted.Swap is null || wanted.Swap == found.Swap)
        && (wanted.Iova is null || wanted.Iova == found.Iova)
            ? null
            : $"Expected {ExpectText.Format(wanted)}, found {ExpectText.Format(found)}.";

    private static ExpectUsed Used(State state, int? device) =>
        device is int number
            ? new ExpectUsed(number)
            {
                Frames = Used(state.Devices[number].Memory),
                Iova = Used(state.Devices[number].Iovas),
            }
            : new ExpectUsed(Device: null) { Frames = Used(state.Memory), Swap = Used(state.Swap) };

    private static int Used<T>(Pool<T> pool)
        where T : IEquatable<T>, IHash64 => pool.Capacity - pool.Free.Members;
}
