namespace HmmSpec.Data;

/// <summary>A persistent pool of numbered entries of which some are free. The lowest free number is given out first.</summary>
/// <typeparam name="T">The type of the entries.</typeparam>
public sealed class Pool<T> : IEquatable<Pool<T>>, IHash64
    where T : IEquatable<T>, IHash64
{
    private readonly T _empty;

    private Pool(Table<T> entries, BitSet free, T empty)
    {
        Entries = entries;
        Free = free;
        _empty = empty;
    }

    /// <summary>All entries, the free ones too.</summary>
    public Table<T> Entries { get; }

    /// <summary>The numbers that are free.</summary>
    public BitSet Free { get; }

    /// <summary>How many entries there are, free or not.</summary>
    public int Capacity => Entries.Count;

    /// <inheritdoc/>
    public ulong Hash64 => Mix.Pair(Entries.Hash64, Free.Hash64);

    /// <summary>The entry with this number.</summary>
    public T this[int number] => Entries[number];

    /// <summary>A pool of <paramref name="capacity"/> entries, all free and all <paramref name="empty"/>.</summary>
    public static Pool<T> Create(int capacity, T empty) =>
        new(Table<T>.Of(capacity, empty), BitSet.Full(capacity), empty);

    /// <summary>A pool of these entries, of which some are free; a free one is <paramref name="empty"/> when given back.</summary>
    public static Pool<T> From(ReadOnlySpan<T> entries, BitSet free, T empty) =>
        new(Table<T>.From(entries), free, empty);

    /// <summary>How many entries are given out.</summary>
    public int UsedCount => Capacity - Free.Members;

    /// <summary>Whether the entry is given out.</summary>
    public bool IsUsed(int number) => !Free.Contains(number);

    /// <summary>The number that the next <see cref="Take"/> gives out, or -1 when none is free.</summary>
    public int NextFree() => Free.First();

    /// <summary>This pool with the free <paramref name="number"/> given out as <paramref name="entry"/>.</summary>
    public Pool<T> Take(int number, T entry) => new(Entries.Set(number, entry), Free.Without(number), _empty);

    /// <summary>This pool with <paramref name="number"/> free again.</summary>
    public Pool<T> Release(int number) => new(Entries.Set(number, _empty), Free.With(number), _empty);

    /// <summary>This pool with another entry at <paramref name="number"/>, which stays free or used as it was.</summary>
    public Pool<T> Set(int number, T entry)
    {
        Table<T> entries = Entries.Set(number, entry);
        return ReferenceEquals(entries, Entries) ? this : new Pool<T>(entries, Free, _empty);
    }

    /// <inheritdoc/>
    public bool Equals(Pool<T>? other) =>
        ReferenceEquals(this, other) || (other is not null && Free.Equals(other.Free) && Entries.Equals(other.Entries));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Pool<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => Mix.Fold(Hash64);
}
