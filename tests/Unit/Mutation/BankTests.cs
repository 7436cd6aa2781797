using HmmSpec.Mutation;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Mutation;

/// <summary>The bank of faults is complete and well formed: nothing of the first priority is forgotten.</summary>
public sealed class BankTests
{
    /// <summary>The rows of the collection that are worth seeding in a small model.</summary>
    private static readonly int[] FirstPriority =
    [
        1,
        2,
        4,
        5,
        6,
        14,
        15,
        16,
        18,
        19,
        20,
        23,
        24,
        25,
        27,
        28,
        29,
        31,
        38,
        39,
        41,
        43,
        45,
        48,
        49,
        50,
        52,
        53,
        55,
        59,
        60,
        61,
        64,
        65,
        66,
        71,
        73,
        74,
        78,
        80,
        81,
        83,
        84,
        85,
        89,
        91,
        92,
        95,
        96,
        97,
        101,
        102,
        103,
        105,
        106,
        107,
        109,
        110,
        111,
        113,
        114,
        115,
        117,
        118,
        119,
        121,
        122,
        123,
        125,
        127,
        128,
        130,
        131,
        136,
        139,
        140,
        141,
        143,
        144,
        145,
        148,
        149,
        150,
        152,
        154,
        155,
        159,
        160,
        161,
        164,
        166,
        168,
        170,
        171,
        172,
        174,
        175,
        177,
    ];

    [Fact]
    public void Every_row_of_the_first_priority_is_expressed_or_said_to_be_missing()
    {
        IEnumerable<string> wanted = FirstPriority.Select(static number => $"BUG-{number:D2}");
        IEnumerable<string> expressed = BankFaults.All.Select(static fault => RowOf(fault.Id));
        IEnumerable<string> missing = BankGaps.All.Select(static gap => gap.Id);

        Assert.Empty(wanted.Except([.. expressed, .. missing]));
        Assert.Empty(missing.Except(wanted));
        Assert.Empty(missing.Intersect(expressed));
    }

    [Fact]
    public void There_are_enough_rows_and_enough_that_need_an_interleaving()
    {
        Assert.True(BankFaults.All.Select(static fault => RowOf(fault.Id)).Distinct().Count() >= 64);
        Assert.True(BankFaults.All.Count(static fault => fault.NeedsInterleaving) >= 24);
    }

    [Fact]
    public void Every_row_has_an_id_and_a_rewrite_of_its_own_and_a_clause_that_is_there()
    {
        string[] ids =
        [
            .. BankFaults.All.Select(static fault => fault.Id),
            .. BankGaps.All.Select(static gap => gap.Id),
            .. BankControls.All.Select(static control => control.Id),
        ];

        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(BankFaults.All.Count, BankFaults.All.Select(static fault => fault.Rewrites).Distinct().Count());
        Assert.All(
            BankFaults.All,
            static fault => Assert.True(Catalogue.IndexOf(fault.Clause) >= 0, $"{fault.Id} names {fault.Clause}")
        );
    }

    [Fact]
    public void Every_row_says_what_mended_it_and_what_is_wrong()
    {
        Assert.All(
            BankFaults.All,
            static fault => Assert.True(IsText(fault.Fix) && IsSentence(fault.Sentence), fault.Id)
        );
        Assert.All(BankGaps.All, static gap => Assert.True(IsText(gap.Fix) && IsSentence(gap.Missing), gap.Id));
        Assert.All(BankControls.All, static control => Assert.True(IsSentence(control.Sentence), control.Id));
    }

    [Fact]
    public void Only_rows_of_the_machine_show_without_turns_unless_they_never_end() =>
        Assert.DoesNotContain(
            BankFaults.All,
            static fault => fault.Target == BankTarget.Machine && (fault.NeedsInterleaving || fault.Shown is not null)
        );

    private static string RowOf(string id) => id.TrimEnd('a', 'b', 'c', 'd');

    private static bool IsText(string text) => text.Length > 10;

    private static bool IsSentence(string text) => text.Length > 20 && char.IsLetter(text[0]) && text[^1] == '.';
}
