using HmmSpec.Adapters;
using HmmSpec.Properties;
using State = HmmSpec.Spec.State;

namespace HmmSpec.Tests.Subjects;

/// <summary>A state of the reference beside what an adapter shows, in the adapter's words.</summary>
internal static class SeenState
{
    /// <summary>What is different first; null for nothing.</summary>
    public static string? Difference(State state, StateView found)
    {
        StateObservation expected = StateObservation.Of(state);
        return Compare(expected.Pages.Select(Of), found.Pages!.Select(TextOf))
            ?? Compare(
                expected.Processes.Select(process => new ProcessView(process.Process, process.Alive).ToString()),
                found.Processes!.Select(process => process.ToString())
            )
            ?? Compare(
                expected.Devices.Select(device =>
                    new DeviceView(device.Device, device.Attached, device.UsedFrames, device.UsedIovas).ToString()
                ),
                found.Devices!.Select(device => device.ToString())
            )
            ?? Compare(
                [$"{expected.UsedFrames} frames, {expected.UsedSwap} slots used"],
                [$"{found.UsedFrames} frames, {found.UsedSwap} slots used"]
            );
    }

    private static string? Compare(IEnumerable<string> expected, IEnumerable<string> found)
    {
        string[] all = [.. expected];
        string[] others = [.. found];
        int index = 0;
        while (index < all.Length && index < others.Length && all[index] == others[index])
        {
            index++;
        }

        return index == all.Length && index == others.Length
            ? null
            : $"expected {all.ElementAtOrDefault(index)}, found {others.ElementAtOrDefault(index)}";
    }

    private static string Of(PageObservation page) =>
        TextOf(
            new PageView(page.Process, page.Page)
            {
                Mapped = page.Mapped,
                Protection = Named<Protection>(page.Protection),
                Entry = Named<PageEntry>(page.Entry),
                Device = page.Device,
                Zero = page.Zero,
                Writable = page.Writable,
                Dirty = page.Dirty,
                Young = page.Young,
                Value = page.Value,
                Cached = page.Cached,
                CachedWritable = page.CachedWritable,
                Mirrors = [.. page.Mirrors.Select(Of)],
            }
        );

    private static MirrorView Of(MirrorObservation mirror) =>
        new(mirror.Device)
        {
            Entry = Named<MirrorEntry>(mirror.Entry),
            Zero = mirror.Zero,
            Writable = mirror.Writable,
            Dirty = mirror.Dirty,
            Value = mirror.Value,
            Cached = mirror.Cached,
            CachedWritable = mirror.CachedWritable,
        };

    private static string TextOf(PageView page) => $"{page with { Mirrors = null }} {string.Join(' ', page.Mirrors!)}";

    private static T? Named<T>(Enum? member)
        where T : struct, Enum => member is null ? null : Enum.Parse<T>(member.ToString());
}
