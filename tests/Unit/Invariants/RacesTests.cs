using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>
/// Operations that meet at the worst moment: <c>a</c> and <c>b</c> are a step of the first and of the second operation,
/// <c>A</c> and <c>B</c> as many steps as it can take.
/// </summary>
public class RacesTests
{
    private static readonly World World = new(3, 1, 1, 4, 1, 1, 1);

    private static readonly string[] OnDevice =
    [
        "attach d0 1 direct",
        "register p0 d0 0+1",
        "map p0 0+1 read-write",
        "store p0 0 7",
        "migrate-to-device p0 d0 0+1",
    ];

    private static readonly string[] Stored = ["map p0 0+1 read-write", "store p0 0 7"];

    private static readonly string[] Mirrored = ["attach d0 1 direct", "register p0 d0 0+1", .. Stored];

    [Theory]
    [InlineData("store p0 0 9", "", "aBA", Status.Ok)]
    [InlineData("store p0 0 9", "", "aaBA", Status.Ok)]
    [InlineData("load p0 0", "", "aaBA", Status.Ok)]
    [InlineData("load p0 0", "", "aaaBA", Status.SIGSEGV)]
    [InlineData("load p0 0", "swap-out p0 0", "aBA", Status.SIGSEGV)]
    [InlineData("dontneed p0 0+1", "", "aBA", Status.ENOMEM)]
    [InlineData("swap-out p0 0", "", "aBA", Status.Ok)]
    [InlineData("swap-out p0 0", "", "aabbA", Status.Ok)]
    [InlineData("map p0 0+1 read", "", "aBAB", Status.Ok)]
    [InlineData("unmap p0 0+1", "", "abAB", Status.Ok)]
    [InlineData("fork p0 p1", "", "abAB", Status.Ok)]
    [InlineData("exit p0", "", "abAB", Status.Ok)]
    public void What_runs_beside_the_end_of_an_unmap_sees_its_range_or_not(
        string other,
        string before,
        string turns,
        Status status
    ) =>
        Assert.Equal(
            status,
            Race(before.Length == 0 ? Stored : [.. Stored, before], "unmap p0 0+1", other, turns).Ends[^1]
        );

    [Theory]
    [InlineData("device-load p0 d0 0+1", "aBA", Status.Ok)]
    [InlineData("device-store p0 d0 0+1 9", "aBA", Status.Ok)]
    [InlineData("device-load p0 d0 0+1", "aabAB", Status.EFAULT)]
    [InlineData("range-fault p0 d0 0+1 default=fault", "baBA", Status.EFAULT)]
    [InlineData("range-fault p0 d0 0+1 default=fault", "bbbaaBAB", Status.EFAULT)]
    [InlineData("evict d0 1", "aBA", Status.Ok)]
    [InlineData("evict d0 1", "bbbbaaAB", Status.Ok)]
    [InlineData("migrate-to-system p0 d0 0+1", "aBA", Status.EINVAL)]
    public void A_device_reaches_a_range_that_is_unmapped_until_it_is_told(string other, string turns, Status status) =>
        Assert.Equal(status, Race([.. OnDevice, "device-store p0 d0 0+1 8"], "unmap p0 0+1", other, turns).Ends[^1]);

    [Fact]
    public void A_mirror_ends_only_after_the_device_faults_on_it()
    {
        WatchedRun run = Begun(Profile.Strict, World, Mirrored);
        int fault = run.Begin(Reach.Read("range-fault p0 d0 0+1 default=fault"));
        Turn(run, fault, 3);
        int unregister = run.Begin(Reach.Read("unregister p0 d0"));
        Turn(run, unregister, int.MaxValue);
        Assert.Equal([fault, unregister], run.Open);
        Turn(run, fault, int.MaxValue);
        Turn(run, unregister, int.MaxValue);
        Assert.Empty(run.Open);
        Assert.Equal([Status.ENODEV, Status.Ok], run.Ends.TakeLast(2));
    }

    [Theory]
    [InlineData(2, Status.Ok)]
    [InlineData(1, Status.ESRCH)]
    public void A_process_exits_before_a_device_fault_is_under_way_or_after_it(int steps, Status status)
    {
        WatchedRun run = Begun(Profile.Strict, World, Mirrored);
        int fault = run.Begin(Reach.Read("range-fault p0 d0 0+1 default=fault"));
        Turn(run, fault, steps);
        int exit = run.Begin(Reach.Read("exit p0"));
        Turn(run, exit, int.MaxValue);
        Turn(run, fault, int.MaxValue);
        Turn(run, exit, int.MaxValue);
        Assert.Empty(run.Open);
        Assert.Equal([status, Status.Ok], run.Ends.TakeLast(2));
    }

    /// <summary>With backoff a fault takes the lock, walks, takes the driver's lock, and enters what it found.</summary>
    [Theory]
    [InlineData("unmap p0 0+1", "baBABAB", Status.Ok)]
    [InlineData("swap-out p0 0", "baBAB", Status.Ok)]
    [InlineData("unmap p0 0+1", "bbaBABAB", Status.EFAULT)]
    [InlineData("unmap p0 0+1", "bbbaABA", Status.Ok)]
    [InlineData("unmap p0 0+1", "aBAB", Status.EFAULT)]
    [InlineData("swap-out p0 0", "bbaBAB", Status.Ok)]
    [InlineData("swap-out p0 0", "bbbaABA", Status.Ok)]
    [InlineData("dontneed p0 0+1", "bbaBAB", Status.Ok)]
    [InlineData("dontneed p0 0+1", "bbbaABA", Status.Ok)]
    [InlineData("fork p0 p1", "bbbaABA", Status.Ok)]
    [InlineData("exit p0", "bbaBAB", Status.ESRCH)]
    [InlineData("exit p0", "bbbaABA", Status.Ok)]
    [InlineData("unregister p0 d0", "bbABA", Status.ENODEV)]
    [InlineData("unregister p0 d0", "bbbABA", Status.Ok)]
    [InlineData("migrate-to-device p0 d0 0+1", "bbbaABA", Status.Ok)]
    [InlineData("migrate-to-device p0 d0 0+1", "bbaBAB", Status.Ok)]
    [InlineData("range-fault p0 d0 0+1 default=fault", "bbbABA", Status.Ok)]
    public void With_backoff_an_invalidation_and_a_device_fault_wait_for_each_other(
        string other,
        string turns,
        Status status
    )
    {
        WatchedRun run = Race(Mirrored, other, "range-fault p0 d0 0+1 default=fault", turns, Profile.V9);
        Assert.Equal(status, run.Ends[^1]);
    }

    /// <summary>With an IOMMU a fault has mapped what it found before it takes the driver's lock.</summary>
    [Theory]
    [InlineData("range-fault p0 d0 0+1 default=fault", "bbbABA", Status.Ok)]
    [InlineData("device-store p0 d0 0+1 9", "bbbABA", Status.Ok)]
    [InlineData("unregister p0 d0", "bbbaBA", Status.ENODEV)]
    [InlineData("unregister p0 d0", "bbaBA", Status.ENODEV)]
    [InlineData("swap-out p0 0", "bbbaABA", Status.Ok)]
    [InlineData("swap-out p0 0", "bbaBAB", Status.Ok)]
    public void With_backoff_a_mapping_that_comes_too_late_is_removed(string other, string turns, Status status)
    {
        string[] before = ["attach d0 1 iommu 2", "register p0 d0 0+1", .. Stored];
        World world = World with { IovaSlots = 2 };
        WatchedRun run = Race(before, other, "range-fault p0 d0 0+1 default=fault", turns, Profile.V9, world);
        Assert.Equal(status, run.Ends[^1]);
    }

    private static WatchedRun Begun(Profile profile, World world, params string[] before)
    {
        WatchedRun run = new(ReferenceModel.Init(world, profile), FlatMemory.Initial(world));
        foreach (string line in before)
        {
            Assert.Equal(Status.Ok, run.Run(Reach.Read(line)).Status);
        }

        return run;
    }

    private static void Turn(WatchedRun run, int number, int steps)
    {
        while (steps-- > 0 && run.Open.Contains(number) && run.TryStep(number, null, out _)) { }
    }

    private static WatchedRun Race(
        string[] before,
        string first,
        string second,
        string turns,
        Profile? profile = null,
        World? world = null
    )
    {
        WatchedRun run = Begun(profile ?? Profile.Strict, world ?? World, before);
        int[] numbers = [run.Begin(Reach.Read(first)), run.Begin(Reach.Read(second))];
        foreach (char turn in turns)
        {
            int number = numbers["ab".IndexOf(char.ToLowerInvariant(turn), StringComparison.Ordinal)];
            Turn(run, number, char.IsUpper(turn) ? int.MaxValue : 1);
        }

        Assert.Empty(run.Open);
        return run;
    }
}
