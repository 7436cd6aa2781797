using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>Where mremap puts a range, and that it may fail after it has made room.</summary>
public sealed class RemapFreedomTests
{
    private static readonly string[] Mapped =
    [
        "attach d0 4 direct",
        "register p0 d0 0+8",
        "map p0 0+2 read-write",
        "map p0 4+2 read",
        "store p0 0 10",
        "store p0 1 11",
        "device-load p0 d0 0+2",
    ];

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_range_may_go_wherever_there_is_room(ObservationLevel level) =>
        new Trial(level)
            .Did(Mapped)
            .Chose("remap p0 0+2 2 maymove+dontunmap 4", ChoiceKind.NewPlace, 2)
            .Did("load p0 2", "load p0 3", "load p0 0", "device-load p0 d0 2+2")
            .Settled();

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void It_goes_nowhere_else(ObservationLevel level)
    {
        new Trial(level)
            .Did(Mapped)
            .Wrong("remap p0 0+2 2 maymove+dontunmap 4", "ok value=4", "MRM-6", "MRM-7", "MRM-9");
        new Trial(level).Did(Mapped).Wrong("remap p0 0+2 2 maymove+fixed 6", "ok value=2", "MRM-6", "MRM-9");
        new Trial(level).Did(Mapped).Wrong("remap p0 0+1 1 none 0", "ok value=6", "MRM-2");
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Several_pages_may_not_be_one_mapping_for_the_kernel(ObservationLevel level) =>
        new Trial(level)
            .Did(Mapped)
            .GaveUp("remap p0 0+2 3 maymove 0", "EFAULT")
            .Did("load p0 0", "load p0 1")
            .Settled();

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void One_page_is(ObservationLevel level)
    {
        new Trial(level).Did(Mapped).GaveUpWrongly("remap p0 0+1 1 maymove+fixed 6", "EFAULT");
        new Trial(level).Did(Mapped).GaveUpWrongly("remap p0 0+2 1 maymove 0", "EFAULT");
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Memory_may_be_short_after_room_was_made(ObservationLevel level) =>
        new Trial(level)
            .Did(Mapped)
            .Answered("unmap p0 4+2", static answer => answer)
            .GaveUp("remap p0 0+2 2 maymove+fixed 4", "ENOMEM")
            .Did("load p0 4", "load p0 0")
            .Settled();

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void What_has_moved_holds_what_it_held(ObservationLevel level) =>
        new Trial(level)
            .Did(Mapped)
            .Did("remap p0 0+2 2 maymove+fixed 6")
            .Wrong("load p0 7", "ok value=12", "TRN-1", "CPU-1");
}
