using System.Diagnostics.CodeAnalysis;
using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>A size of a world, by its name in the text form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Of">What it is in a world.</param>
/// <param name="With">The world with another size.</param>
/// <param name="IsOptional">Whether it is left out where it is 0: most worlds have none of it.</param>
public sealed record WorldSize(string Name, Func<World, int> Of, Func<World, int, World> With, bool IsOptional = false);

/// <summary>The text form of worlds: <c>processes=2 pages=8 devices=2 frames=12 swap=6 device-frames=4 iova=6</c>.</summary>
public static class WorldText
{
    /// <summary>The sizes, in their order.</summary>
    public static Sequence<WorldSize> Sizes { get; } =
    [
        new("processes", world => world.Processes, (world, size) => world with { Processes = size }),
        new("pages", world => world.Pages, (world, size) => world with { Pages = size }),
        new("devices", world => world.Devices, (world, size) => world with { Devices = size }),
        new("frames", world => world.Frames, (world, size) => world with { Frames = size }),
        new("swap", world => world.SwapSlots, (world, size) => world with { SwapSlots = size }),
        new("device-frames", world => world.DeviceFrames, (world, size) => world with { DeviceFrames = size }),
        new("iova", world => world.IovaSlots, (world, size) => world with { IovaSlots = size }),
        new("files", world => world.Files, (world, size) => world with { Files = size }, IsOptional: true),
        new(
            "memory-files",
            world => world.MemoryFiles,
            (world, size) => world with { MemoryFiles = size },
            IsOptional: true
        ),
        new("file-pages", world => world.FilePages, (world, size) => world with { FilePages = size }, IsOptional: true),
        new("pins", world => world.Pins, (world, size) => world with { Pins = size }, IsOptional: true),
    ];

    private static Sequence<string> SizeNames { get; } = [.. Sizes.Select(size => size.Name)];

    /// <summary>A world as text, with all its sizes but the optional ones that are 0.</summary>
    public static string Format(World world) =>
        string.Join(' ', ShownOf(world).Select(size => $"{size.Name}={size.Of(world)}"));

    /// <summary>The sizes that a world's text names.</summary>
    public static IEnumerable<WorldSize> ShownOf(World world) =>
        Sizes.Where(size => !size.IsOptional || size.Of(world) != 0);

    /// <summary>Reads a world; a size that is not there is taken from <paramref name="basis"/>.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> text,
        World basis,
        [NotNullWhen(true)] out World? world,
        [NotNullWhen(false)] out TextError? error
    )
    {
        TextCursor cursor = new(text);
        World read = basis;
        List<string> given = [];
        while (cursor.HasMore)
        {
            cursor.TakeField("a size such as pages=8", out TextWord name, out TextWord value);
            string key = name.ToString();
            if (Sizes.FirstOrDefault(size => size.Name == key) is WorldSize found)
            {
                cursor.RefuseSecond(given.Contains(key), name, "a size");
                given.Add(key);
                read = found.With(read, cursor.ReadNumber(value, "a whole number"));
            }
            else
            {
                cursor.Refuse(name, $"a size ({Spelling.List(SizeNames)})", SizeNames);
            }
        }

        error = cursor.Error;
        world = error is null ? read : null;
        return world is not null;
    }
}
