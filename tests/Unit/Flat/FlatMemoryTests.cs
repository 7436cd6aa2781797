using HmmSpec.Spec;

namespace HmmSpec.Tests.Flat;

/// <summary>What flat memory allows while a range is going, a file is cut, or a child is made.</summary>
public sealed class FlatMemoryTests
{
    private static readonly World World = new(2, 4, 0, 4, 1, 0, 0) { Files = 2, FilePages = 2 };
    private static readonly PageRange Both = new(0, 2);

    // Pages 0 and 1 are those of file 0, page 2 would be its next; page 3 is anonymous.
    private static readonly FlatMemory OfFile = FlatMemory
        .Initial(World)
        .After(Mapped(new PageRange(0, 3)) with { Backing = new Backing(BackingKind.Shared, 0, 0) })
        .After(Mapped(new PageRange(3, 1)))
        .After(Stored(1, 8));

    private static readonly FlatMemory Parent = FlatMemory
        .Initial(World)
        .After(Mapped(Both))
        .After(Stored(0, 7))
        .After(FlatEffect.On(FlatEffectKind.Create, 0, default) with { Child = 1 });

    [Fact]
    public void A_page_that_its_file_does_not_have_is_not_accessed()
    {
        Assert.False(OfFile.Allows(Loaded(2, 0)));
        Assert.True(OfFile.Allows(BeyondEnd(2)));
        Assert.True(OfFile.Allows(Loaded(1, 8)));
        Assert.False(OfFile.Allows(BeyondEnd(1)));
    }

    [Fact]
    public void A_page_that_is_cut_off_is_read_as_before_or_refused_until_it_is_zeros()
    {
        FlatMemory cut = OfFile.After(FlatEffect.OnFile(FlatEffectKind.SetLength, 0, new PageRange(1, 1)));
        Assert.True(cut.Allows(Loaded(1, 8)));
        Assert.True(cut.Allows(BeyondEnd(1)));

        FlatMemory zeros = cut.After(FlatEffect.OnFile(FlatEffectKind.ZeroFile, 0, new PageRange(1, 1)));
        Assert.False(zeros.Allows(Loaded(1, 8)));
        Assert.False(zeros.Allows(Loaded(1, 0)));
        Assert.True(zeros.Allows(BeyondEnd(1)));
    }

    [Fact]
    public void A_page_that_is_being_unmapped_may_be_refused_also_when_reclaim_has_dropped_it()
    {
        PageRange page = new(0, 1);
        FlatMemory dropped = Parent
            .After(FlatEffect.On(FlatEffectKind.LazyFree, 0, page))
            .After(FlatEffect.On(FlatEffectKind.Leave, 0, page))
            .After(FlatEffect.On(FlatEffectKind.Drop, 0, page));

        Assert.True(dropped.Allows(Loaded(0, 0)));
        Assert.True(dropped.Allows(FlatEffect.On(FlatEffectKind.RefusedLoad, 0, page)));
    }

    [Theory]
    [InlineData(0, 1, 8)]
    [InlineData(0, 0, 8)]
    [InlineData(1, 1, 8)]
    public void A_page_that_is_being_unmapped_is_read_as_before_whatever_hole_its_file_gets(
        int file,
        int hole,
        ulong value
    )
    {
        FlatEffect punched = FlatEffect.OnFile(FlatEffectKind.ZeroFile, file, new PageRange(hole, 1));
        FlatMemory going = OfFile.After(FlatEffect.On(FlatEffectKind.Leave, 0, new PageRange(1, 1))).After(punched);
        Assert.True(going.Allows(Loaded(1, value)));

        // Only what became a hole is kept apart from the file: a store of another process shows in the rest.
        FlatMemory stored = going.After(Stored(0, 5)).After(Stored(1, 9));
        Assert.True(stored.Allows(Loaded(0, 5)));
        Assert.True(stored.Allows(Loaded(1, 9)));
        Assert.Equal(file == 0 && hole == 1 ? 0UL : 9UL, stored.ValueOf(new FileAddress(0, 1)));
    }

    [Fact]
    public void A_hole_changes_no_page_that_stays_mapped()
    {
        FlatMemory punched = OfFile.After(FlatEffect.OnFile(FlatEffectKind.ZeroFile, 0, new PageRange(1, 1)));
        Assert.True(punched.Allows(Loaded(1, 0)));
        Assert.False(punched.Allows(Loaded(1, 8)));
    }

    [Fact]
    public void A_page_that_is_being_unmapped_is_beyond_the_end_of_a_file_that_was_cut()
    {
        FlatMemory going = OfFile.After(FlatEffect.On(FlatEffectKind.Leave, 0, new PageRange(1, 1)));
        FlatMemory cut = going.After(FlatEffect.OnFile(FlatEffectKind.SetLength, 0, new PageRange(1, 1)));
        Assert.True(cut.Allows(BeyondEnd(1)));
        Assert.True(cut.Allows(Loaded(1, 8)));
    }

    [Fact]
    public void What_was_never_stored_to_may_be_dropped_and_what_was_may_not()
    {
        FlatEffect first = FlatEffect.On(FlatEffectKind.Drop, 0, new PageRange(0, 1));
        Assert.False(Parent.Allows(first));
        Assert.True(Parent.Allows(first with { Range = new PageRange(1, 1) }));
        Assert.True(Parent.After(FlatEffect.On(FlatEffectKind.LazyFree, 0, Both)).Allows(first));
    }

    [Fact]
    public void A_child_that_got_a_page_early_has_in_the_end_what_it_would_have_got_with_the_range()
    {
        FlatMemory atOnce = Parent.After(Copied(Both));
        FlatMemory early = Parent.After(Early(0, shared: false)).After(Copied(Both));
        Assert.Equal(atOnce, early);
        Assert.Equal(atOnce, Parent.After(Early(0, shared: true)).After(Copied(Both)));
        Assert.False(early.Allows(FlatEffect.Refused(1, 0, write: false)));
    }

    [Fact]
    public void A_child_may_lose_a_page_that_it_got_early_and_keeps_the_zeros()
    {
        FlatMemory early = Parent.After(Early(0, shared: false));
        FlatEffect dropped = FlatEffect.On(FlatEffectKind.Drop, 1, new PageRange(0, 1));
        Assert.True(early.Allows(dropped));

        FlatMemory copied = early.After(dropped).After(Copied(Both));
        Assert.Equal(0UL, copied.ValueOf(1, 0));
        Assert.Equal(7UL, copied.ValueOf(0, 0));
    }

    [Fact]
    public void Every_page_of_a_range_moves_with_what_it_holds()
    {
        FlatMemory moved = FlatMemory
            .Initial(World)
            .After(Mapped(Both))
            .After(Mapped(new PageRange(2, 2)))
            .After(Stored(0, 7))
            .After(Stored(1, 8))
            .After(FlatEffect.On(FlatEffectKind.Move, 0, Both) with { NewStart = 2 });

        Assert.Equal([0UL, 0UL, 7UL, 8UL], Enumerable.Range(0, 4).Select(page => moved.ValueOf(0, page)));
    }

    private static FlatEffect Mapped(PageRange range) =>
        FlatEffect.On(FlatEffectKind.Map, 0, range) with
        {
            Protection = Protection.ReadWrite,
        };

    private static FlatEffect Stored(int page, ulong value) => FlatEffect.Access(0, page, write: true, value);

    private static FlatEffect Loaded(int page, ulong value) => FlatEffect.Access(0, page, write: false, value);

    private static FlatEffect BeyondEnd(int page) => FlatEffect.On(FlatEffectKind.BeyondEnd, 0, new PageRange(page, 1));

    private static FlatEffect Copied(PageRange range) =>
        FlatEffect.On(FlatEffectKind.Copy, 0, range) with
        {
            Child = 1,
            Protection = Protection.ReadWrite,
        };

    private static FlatEffect Early(int page, bool shared) =>
        Copied(new PageRange(page, 1)) with
        {
            IsEarly = true,
            IsShared = shared,
        };
}
