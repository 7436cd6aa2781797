using HmmSpec.Conformance;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>Small states that together have all that a state can have, and operations after which they are broken.</summary>
internal static class BrokenStates
{
    // How each is reached, by what it is about: the sizes of its world, and then operations.
    private static readonly Dictionary<string, string[]> Ways = new(StringComparer.Ordinal)
    {
        ["mirror"] =
        [
            "processes=2 pages=4 devices=1 frames=4 swap=1 device-frames=2 iova=3",
            "attach d0 2 iommu 3",
            "register p0 d0 0+4",
            "map p0 0+3 read-write",
            "store p0 0 7",
            "load p0 1",
            "store p0 2 5",
            "migrate-to-device p0 d0 2+1",
            "device-store p0 d0 0+1 8",
            "device-load p0 d0 1+2",
        ],
        ["fork"] =
        [
            "processes=2 pages=3 devices=1 frames=4 swap=1 device-frames=2 iova=1",
            "attach d0 2 direct",
            "register p0 d0 0+3",
            "map p0 0+3 read-write",
            "store p0 0 7",
            "store p0 1 8",
            "migrate-to-device p0 d0 1+1",
            "fork p0 p1",
            "register p1 d0 0+2",
            "device-load p1 d0 0+1",
            "store p1 2 9",
        ],
        ["swap"] =
        [
            "processes=2 pages=3 devices=1 frames=4 swap=2 device-frames=1 iova=1",
            "map p0 0+3 read-write",
            "mlock p0 2+1",
            "store p0 0 7",
            "store p0 1 8",
            "fork p0 p1",
            "swap-out p0 0",
            "swap-out p0 1",
            "load p0 0",
        ],
        ["files"] =
        [
            "processes=2 pages=3 devices=1 frames=4 swap=1 device-frames=1 iova=2 files=1 file-pages=2",
            "attach d0 1 iommu 2",
            "register p0 d0 0+3",
            "map-file p0 0+2 read-write f0 0 shared",
            "map-file p0 2+1 read-write f0 1 private",
            "store p0 0 7",
            "load p0 1",
            "fork p0 p1",
            "store p0 2 9",
            "device-store p0 d0 0+1 8",
        ],
        ["memory-file"] =
        [
            "processes=2 pages=3 devices=1 frames=4 swap=2 device-frames=1 iova=1 memory-files=1 file-pages=2 pins=2",
            "attach d0 1 direct",
            "register p0 d0 0+2",
            "map-file p0 0+2 read-write f0 0 shared",
            "store p0 0 7",
            "store p0 1 8",
            "fork p0 p1",
            "swap-out p0 1",
            "device-load p0 d0 0+1",
            "map p0 2+1 read-write",
            "pin p0 2 1",
        ],
        ["exclusive"] =
        [
            "processes=1 pages=3 devices=2 frames=4 swap=1 device-frames=1 iova=2 pins=1",
            "attach d0 1 direct",
            "attach d1 1 iommu 2",
            "register p0 d0 0+3",
            "register p0 d1 0+2",
            "map p0 0+3 read-write",
            "store p0 0 7",
            "make-exclusive p0 d0 0+1",
            "device-atomic p0 d0 0 1",
            "device-load p0 d1 1+1",
            "store p0 2 6",
            "pin p0 2 0",
            "advise p0 2+1 free",
        ],
        ["lost"] =
        [
            "processes=2 pages=2 devices=2 frames=3 swap=1 device-frames=2 iova=1",
            "attach d0 2 direct",
            "attach d1 1 direct",
            "register p0 d0 0+2",
            "register p0 d1 0+2",
            "map p0 0+2 read-write",
            "store p0 0 7",
            "store p0 1 8",
            "migrate-to-device p0 d0 0+1",
            "migrate-to-device p0 d1 1+1",
            "lose d0",
        ],
        ["window"] =
        [
            "processes=1 pages=2 devices=2 frames=3 swap=1 device-frames=2 iova=1",
            "attach d0 2 direct",
            "attach d1 1 direct",
            "register p0 d0 0+2",
            "map p0 0+2 read-write",
            "store p0 0 7",
            "device-load p0 d0 0+1",
            "begin w dontneed p0 0+1",
            "step w to \"invalidate range start\"",
            "register p0 d1 0+1",
            "begin d device-load p0 d0 1+1",
            "step d to \"device fault\"",
            "leave d",
            "leave w",
        ],
        ["migration"] =
        [
            "processes=2 pages=2 devices=1 frames=3 swap=1 device-frames=2 iova=1",
            "attach d0 2 direct",
            "register p0 d0 0+2",
            "map p0 0+2 read-write",
            "store p0 0 7",
            "fork p0 p1",
            "store p0 1 8",
            "begin m migrate-to-device p0 d0 0+2",
            "step m to \"allocate and copy\"",
            "leave m",
        ],
    };

    private static readonly Dictionary<string, string[]> Operations = new(StringComparer.Ordinal)
    {
        ["mirror"] =
        [
            "store p0 0 1",
            "load p0 2",
            "migrate-to-device p0 d0 0+3",
            "protect p0 0+2 read",
            "unmap p0 1+2",
            "device-store p0 d0 3+1 5",
            "unmap p0 3+2",
            "evict d0 1",
        ],
        ["fork"] = ["store p0 0 1", "device-store p0 d0 1+1 5", "migrate-to-system p0 d0 1+1", "exit p1", "fork p0 p1"],
        ["swap"] = ["mlock p0 0+2", "swap-out p0 2", "munlock p0 2+1", "load p1 1", "dontneed p0 2+1", "fork p0 p2"],
        ["files"] =
        [
            "store p0 1 3",
            "write-back f0 0+2",
            "truncate f0 1",
            "load p1 0",
            "map-file p0 0+1 read f1 0 shared",
        ],
        ["memory-file"] = ["store p1 0 3", "punch-hole f0 0+1", "load p0 1", "pin p0 1 0", "unpin 1", "compact p0 2"],
        ["exclusive"] = ["load p0 0", "device-atomic p0 d0 0 3", "swap-out p0 2", "remap p0 0+1 1 none 0"],
        ["lost"] = ["load p0 0", "load p0 1", "detach d1", "device-load p0 d1 1+1"],
    };

    /// <summary>The names of the states.</summary>
    public static IEnumerable<string> Names => Ways.Keys;

    /// <summary>The names of the states with operations.</summary>
    public static IEnumerable<string> NamesWithOperations => Operations.Keys;

    /// <summary>What is done in a state.</summary>
    public static IEnumerable<Operation> OperationsOf(string name) => Operations[name].Select(Reach.Read);

    /// <summary>The state, reached anew: what a mutant of Stryker does on the way is not to stay.</summary>
    public static Interleaving Of(string name)
    {
        string[] way = Ways[name];
        string text = $"hmmspec 1\ntitle A state to break\nworld {way[0]}\n\n{string.Join('\n', way[1..])}\n";
        ScenarioResult read = ScenarioReader.Read(text, name);
        Assert.Empty(read.Errors);
        Interleaving? reached = null;
        foreach (LineRun line in ConcurrentRunner.Run(read.Scenario!))
        {
            Assert.Null(line.Problem);
            string words = ScenarioWriter.Format(line.Line);
            Assert.True(line.Line is not OperationLine || line.Outcome is { Status: Status.Ok }, words);
            reached = line.Steps is [.., TakenStep last] ? last.After : reached;
        }

        return reached!;
    }
}
