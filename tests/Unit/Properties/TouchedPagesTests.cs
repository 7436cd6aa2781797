using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HmmSpec.Conformance;
using HmmSpec.Optimized;
using HmmSpec.Properties;
using HmmSpec.Spec;
using HmmSpec.Tests.Vectors;

namespace HmmSpec.Tests.Properties;

/// <summary>Who looks only at the touched pages (the oracle does, between two looks at everything) misses no change.</summary>
[StatementProperties]
public sealed class TouchedPagesTests
{
    private static readonly PageRange Both = new(0, 2);

    public static TheoryData<string> Families =>
        [.. VectorFiles.All.Except(VectorFiles.Interleavings).Select(VectorFiles.FamilyOf).Distinct()];

    [Property]
    public Property A_page_whose_VMA_entry_TLB_or_mirror_entry_changed_was_touched(GeneratedSequence sequence)
    {
        string? missed = FirstMissed(sequence.World, sequence.Profile, sequence.Operations);
        return (missed is null).Label(missed ?? "holds");
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void It_was_touched_in_every_scenario(string family)
    {
        foreach (Scenario scenario in VectorFiles.Families[family].Select(VectorFiles.Read))
        {
            Assert.Null(FirstMissed(scenario.World, scenario.Profile, scenario.Operations));
        }
    }

    [Fact]
    public void A_page_that_is_stored_to_was_touched_with_and_without_a_cached_translation()
    {
        OptimizedMachine machine = Mirrored();
        for (int time = 0; time < 2; time++)
        {
            Touches(machine, new Store(0, 0, 1), 0);
            Touches(machine, new DeviceStore(0, 0, new PageRange(0, 1), 2), 0);
            Touches(machine, new DeviceStore(0, 0, Both, 3), 0, 1);
        }
    }

    [Fact]
    public void A_page_that_is_pinned_or_no_longer_was_touched_as_its_counts_changed()
    {
        OptimizedMachine machine = Mirrored();
        _ = machine.Apply(new Store(0, 1, 1));
        Touches(machine, new Pin(0, 1, 0), 1);
        Touches(machine, new Unpin(0), 1);
    }

    private static OptimizedMachine Mirrored()
    {
        OptimizedMachine machine = new(World.Default with { Pins = 1 }, Profile.Strict);
        Operation[] operations =
        [
            new Attach(0, 1, DmaKind.Direct, 0),
            new Register(0, 0, Both),
            new Map(0, Both, Protection.ReadWrite),
        ];
        foreach (Operation operation in operations)
        {
            Assert.Equal(Status.Ok, machine.Apply(operation).Status);
        }

        return machine;
    }

    private static void Touches(OptimizedMachine machine, Operation operation, params int[] pages)
    {
        Assert.Equal(Status.Ok, machine.Apply(operation).Status);
        Assert.Equal(pages, machine.Touched.ToArray().Select(static address => address.Page).Distinct().Order());
    }

    // The operation and the page that changed without being touched, or null.
    private static string? FirstMissed(World world, Profile profile, IEnumerable<Operation> operations)
    {
        OptimizedMachine machine = new(world, profile);
        PageParts before = new(world);
        PageParts after = new(world);
        before.Read(machine);
        foreach (Operation operation in operations)
        {
            _ = machine.Apply(operation);
            after.Read(machine);
            HashSet<PageAddress> touched = [.. machine.Touched];
            if (
                before.Changed(after).Cast<PageAddress?>().FirstOrDefault(page => !touched.Contains(page!.Value)) is
                { } page
            )
            {
                return $"{OperationText.Format(operation)} changes {page} and does not say so";
            }

            (before, after) = (after, before);
        }

        return null;
    }

    /// <summary>Of all pages what is theirs: without the value, the counts and the marks of their frames.</summary>
    private sealed class PageParts(World world)
    {
        private readonly PageView[] _pages = new PageView[world.Processes * world.Pages];
        private readonly MirrorView[] _mirrors = new MirrorView[world.Processes * world.Pages * world.Devices];

        public void Read(OptimizedMachine machine)
        {
            for (int index = 0; index < _pages.Length; index++)
            {
                (int process, int page) = Math.DivRem(index, world.Pages);
                _pages[index] = machine.ViewPage(process, page) with
                {
                    Value = 0,
                    Mappings = 0,
                    References = 0,
                    FrameDirty = false,
                    LazyFree = false,
                    File = null,
                };
                for (int device = 0; device < world.Devices; device++)
                {
                    _mirrors[(index * world.Devices) + device] = machine.ViewMirror(process, device, page) with
                    {
                        Value = 0,
                    };
                }
            }
        }

        public IEnumerable<PageAddress> Changed(PageParts other)
        {
            for (int index = 0; index < _pages.Length; index++)
            {
                if (_pages[index] != other._pages[index] || !Mirrors(index).SequenceEqual(other.Mirrors(index)))
                {
                    (int process, int page) = Math.DivRem(index, world.Pages);
                    yield return new PageAddress(process, page);
                }
            }
        }

        private ReadOnlySpan<MirrorView> Mirrors(int index) => _mirrors.AsSpan(index * world.Devices, world.Devices);
    }
}
