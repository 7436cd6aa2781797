namespace HmmSpec.Protocol;

/// <summary>A set of names of members.</summary>
internal struct MemberSet
{
    private const int Half = 64;

    // There are more names than a word has bits.
    private ulong _low;
    private ulong _high;

    internal MemberSet(params ReadOnlySpan<Member> members)
    {
        foreach (Member member in members)
        {
            Add(member);
        }
    }

    public static MemberSet operator |(MemberSet left, MemberSet right) =>
        new() { _low = left._low | right._low, _high = left._high | right._high };

    internal readonly bool Has(Member member) => (HalfOf(member) & BitOf(member)) != 0;

    internal readonly bool HasAll(MemberSet other) => (other._low & ~_low) == 0 && (other._high & ~_high) == 0;

    /// <summary>Adds a name; whether it was not there.</summary>
    internal bool Add(Member member)
    {
        ref ulong half = ref (int)member < Half ? ref _low : ref _high;
        ulong bit = BitOf(member);
        bool isNew = (half & bit) == 0;
        half |= bit;
        return isNew;
    }

    private static ulong BitOf(Member member) => 1UL << ((int)member & (Half - 1));

    private readonly ulong HalfOf(Member member) => (int)member < Half ? _low : _high;
}
