namespace HmmSpec.Data;

/// <summary>
/// A persistent table of a fixed number of entries: setting one yields a new table that shares all but one chunk with
/// the old one. Tables with equal entries are equal, and the hash is kept up to date entry by entry.
/// </summary>
/// <remarks>
/// The framework's immutable collections compare by reference and allocate a tree node per level; a state is compared
/// and hashed after every operation, so this table does both without a walk.
/// </remarks>
/// <typeparam name="T">The type of the entries.</typeparam>
public sealed class Table<T> : IEquatable<Table<T>>, IHash64
    where T : IEquatable<T>, IHash64
{
    private const int Shift = 3;
    private const int ChunkSize = 1 << Shift;
    private const int Low = ChunkSize - 1;

    private readonly T[][] _chunks;

    private Table(T[][] chunks, int count, ulong hash)
    {
        _chunks = chunks;
        Count = count;
        Hash64 = hash;
    }

    /// <summary>The number of entries, which never changes.</summary>
    public int Count { get; }

    /// <inheritdoc/>
    public ulong Hash64 { get; }

    /// <summary>The entry at <paramref name="index"/>, 0-based.</summary>
    public T this[int index] => _chunks[index >> Shift][index & Low];

    /// <summary>A table of <paramref name="count"/> entries, each made from its index.</summary>
    public static Table<T> Create(int count, Func<int, T> entry)
    {
        T[][] chunks = new T[(count + Low) >> Shift][];
        ulong hash = 0;
        for (int first = 0; first < count; first += ChunkSize)
        {
            T[] chunk = new T[Math.Min(ChunkSize, count - first)];
            for (int i = 0; i < chunk.Length; i++)
            {
                chunk[i] = entry(first + i);
                hash += At(first + i, chunk[i]);
            }

            chunks[first >> Shift] = chunk;
        }

        return new Table<T>(chunks, count, hash);
    }

    /// <summary>A table of <paramref name="count"/> entries that are all <paramref name="entry"/>.</summary>
    public static Table<T> Of(int count, T entry) => Create(count, _ => entry);

    /// <summary>A table of these entries.</summary>
    public static Table<T> From(ReadOnlySpan<T> entries)
    {
        T[][] chunks = new T[(entries.Length + Low) >> Shift][];
        ulong hash = 0;
        for (int index = 0; index < entries.Length; index++)
        {
            hash += At(index, entries[index]);
        }

        for (int first = 0; first < entries.Length; first += ChunkSize)
        {
            chunks[first >> Shift] = entries[first..Math.Min(first + ChunkSize, entries.Length)].ToArray();
        }

        return new Table<T>(chunks, entries.Length, hash);
    }

    /// <summary>This table with <paramref name="entry"/> at <paramref name="index"/>; itself if that changes nothing.</summary>
    public Table<T> Set(int index, T entry)
    {
        T[] chunk = _chunks[index >> Shift];
        T old = chunk[index & Low];
        if (old.Equals(entry))
        {
            return this;
        }

        // Array.Clone asks the runtime, which takes several times as long as to allocate and copy so few entries.
        T[] changed = chunk.AsSpan().ToArray();
        changed[index & Low] = entry;
        T[][] chunks = _chunks.AsSpan().ToArray();
        chunks[index >> Shift] = changed;
        return new Table<T>(chunks, Count, Hash64 - At(index, old) + At(index, entry));
    }

    /// <summary>
    /// The first index from <paramref name="from"/> on at which this table differs from <paramref name="other"/>, or
    /// <see cref="Count"/>. Chunks that both share are passed over at once.
    /// </summary>
    public int NextDifference(Table<T> other, int from)
    {
        if (ReferenceEquals(this, other))
        {
            return Count;
        }

        for (int index = from; index < Count; index++)
        {
            T[] mine = _chunks[index >> Shift];
            T[] theirs = other._chunks[index >> Shift];
            if (ReferenceEquals(mine, theirs))
            {
                index |= Low;
            }
            else if (!mine[index & Low].Equals(theirs[index & Low]))
            {
                return index;
            }
        }

        return Count;
    }

    /// <inheritdoc/>
    public bool Equals(Table<T>? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Hash64 == other.Hash64 && Count == other.Count && NextDifference(other, 0) == Count);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Table<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => Mix.Fold(Hash64);

    private static ulong At(int index, T entry) => Mix.Pair((ulong)index, entry.Hash64);
}
