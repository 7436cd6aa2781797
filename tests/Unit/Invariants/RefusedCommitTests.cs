using HmmSpec.Spec;

namespace HmmSpec.Tests.Invariants;

/// <summary>What is said of a commit that flat memory does not allow: what was done, and what flat memory has there.</summary>
public sealed class RefusedCommitTests
{
    private static readonly World World = new(1, 8, 0, 4, 1, 0, 0) { Files = 1, FilePages = 2 };

    // Page 0 holds 7, 1 is read-only, 2 has no right, 3 is not mapped, 4 is going, 5 is lost; 6 and 7 are of a file, 7 beyond
    // its end.
    private static readonly FlatMemory Flat = FlatMemory
        .Initial(World)
        .After(Mapped(0, 1, Protection.ReadWrite))
        .After(Mapped(1, 1, Protection.Read))
        .After(Mapped(2, 1, Protection.None))
        .After(Mapped(4, 2, Protection.ReadWrite))
        .After(Mapped(6, 2, Protection.ReadWrite) with { Backing = new Backing(BackingKind.Private, 0, -5) })
        .After(FlatEffect.Access(0, 0, write: true, 7))
        .After(FlatEffect.On(FlatEffectKind.Leave, 0, new PageRange(4, 1)))
        .After(FlatEffect.On(FlatEffectKind.Lose, 0, default) with { Lost = [new PageAddress(0, 5)] });

    [Theory]
    [InlineData(
        FlatEffectKind.Load,
        0,
        6,
        "a load of p0 page 0 delivers 6; in flat memory it may be read and written and holds 7"
    )]
    [InlineData(FlatEffectKind.Load, 1, 6, "a load of p0 page 1 delivers 6; in flat memory it may be read and holds 0")]
    [InlineData(
        FlatEffectKind.Load,
        2,
        0,
        "a load of p0 page 2 delivers 0; in flat memory it may not be accessed and holds 0"
    )]
    [InlineData(
        FlatEffectKind.Load,
        3,
        0,
        "a load of p0 page 3 delivers 0; in flat memory it may not be accessed and holds 0"
    )]
    [InlineData(
        FlatEffectKind.Load,
        4,
        6,
        "a load of p0 page 4 delivers 6; in flat memory it is being unmapped and holds 0"
    )]
    [InlineData(FlatEffectKind.Load, 5, 0, "a load of p0 page 5 delivers 0; in flat memory it is lost and holds 0")]
    [InlineData(
        FlatEffectKind.Add,
        1,
        0,
        "an atomic access to p0 page 1 delivers 0; in flat memory it may be read and holds 0"
    )]
    [InlineData(
        FlatEffectKind.Add,
        5,
        0,
        "an atomic access to p0 page 5 delivers 0; in flat memory it is lost and holds 0"
    )]
    [InlineData(FlatEffectKind.Store, 1, 5, "a store to p0 page 1 succeeds; in flat memory it may be read")]
    [InlineData(FlatEffectKind.Store, 5, 5, "a store to p0 page 5 succeeds; in flat memory it is lost")]
    [InlineData(FlatEffectKind.Drop, 0, 0, "the content of p0 page 0 is dropped; in flat memory it may not be")]
    [InlineData(
        FlatEffectKind.RefusedLoad,
        0,
        0,
        "a load of p0 page 0 is refused; in flat memory it may be read and written"
    )]
    [InlineData(
        FlatEffectKind.RefusedStore,
        0,
        0,
        "a store to p0 page 0 is refused; in flat memory it may be read and written"
    )]
    [InlineData(
        FlatEffectKind.RefusedLost,
        0,
        0,
        "an access to p0 page 0 is refused as lost; in flat memory it may be read and written"
    )]
    [InlineData(
        FlatEffectKind.BeyondEnd,
        6,
        0,
        "an access to p0 page 6 is refused because its file ends before it; in flat memory it does not"
    )]
    [InlineData(
        FlatEffectKind.Fetch,
        0,
        7,
        "p0 page 0 becomes a copy of 7; in flat memory it holds 7, and that is no page of a file"
    )]
    [InlineData(
        FlatEffectKind.TakeCopy,
        6,
        1,
        "p0 page 6 becomes a copy of 1; in flat memory it holds 65537, and that is of a file"
    )]
    [InlineData(
        FlatEffectKind.PutCopy,
        0,
        7,
        "p0 page 0 becomes a copy of 7; in flat memory it holds 7, and that is no page of a file"
    )]
    public void A_commit_that_is_not_allowed_is_told_with_what_flat_memory_has(
        FlatEffectKind kind,
        int page,
        ulong value,
        string sentence
    ) =>
        Assert.Equal(
            new Violation("INV-30", "TRN-1", sentence),
            FlatAgreement.Check(Flat, FlatEffect.OfValue(kind, 0, page, value))
        );

    [Fact]
    public void A_page_of_a_file_that_holds_another_value_is_told_with_both()
    {
        State state = State.Initial(World, Profile.Strict);
        FlatMemory flat = FlatMemory.Initial(World);
        Assert.Null(FlatAgreement.Check(state, flat));

        State other = state.WithFilePage(new FileAddress(0, 1), new FilePage(5, -1));
        Assert.Equal(
            new Violation("INV-30", "TRN-1", "page 1 of f0 holds 5, in flat memory 65537"),
            FlatAgreement.Check(other, flat)
        );
    }

    private static FlatEffect Mapped(int start, int count, Protection protection) =>
        FlatEffect.On(FlatEffectKind.Map, 0, new PageRange(start, count)) with
        {
            Protection = protection,
        };
}
