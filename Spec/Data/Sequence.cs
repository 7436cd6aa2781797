using System.Collections;
using System.Runtime.CompilerServices;

namespace HmmSpec.Data;

/// <summary>An immutable sequence; sequences with equal items are equal, and the default value is the empty one.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
[CollectionBuilder(typeof(Sequence), nameof(Sequence.Create))]
public readonly struct Sequence<T> : IEquatable<Sequence<T>>, IReadOnlyList<T>
{
    private readonly T[]? _items;

    internal Sequence(T[]? items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items?.Length ?? 0;

    /// <summary>The items, without a copy.</summary>
    public ReadOnlySpan<T> Span => _items;

    /// <inheritdoc/>
    public T this[int index] => _items![index];

    /// <summary>Whether both have equal items in the same order.</summary>
    public static bool operator ==(Sequence<T> left, Sequence<T> right) => left.Equals(right);

    /// <summary>Whether they differ in number, order or an item.</summary>
    public static bool operator !=(Sequence<T> left, Sequence<T> right) => !left.Equals(right);

    /// <summary>This sequence with one item more at its end.</summary>
    public Sequence<T> Add(T item)
    {
        T[] items = new T[Count + 1];
        Span.CopyTo(items);
        items[^1] = item;
        return new Sequence<T>(items);
    }

    /// <summary>This sequence with another item at <paramref name="index"/>.</summary>
    public Sequence<T> Set(int index, T item)
    {
        T[] items = Span.ToArray();
        items[index] = item;
        return new Sequence<T>(items);
    }

    /// <summary>This sequence followed by <paramref name="other"/>.</summary>
    public Sequence<T> Concat(Sequence<T> other)
    {
        if (other.Count == 0)
        {
            return this;
        }

        if (Count == 0)
        {
            return other;
        }

        T[] items = new T[Count + other.Count];
        Span.CopyTo(items);
        other.Span.CopyTo(items.AsSpan(Count));
        return new Sequence<T>(items);
    }

    /// <inheritdoc/>
    public bool Equals(Sequence<T> other) =>
        ReferenceEquals(_items, other._items) || Span.SequenceEqual(other.Span, comparer: null);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Sequence<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = Count;
        foreach (T item in Span)
        {
            hash = (hash * 31) + EqualityComparer<T>.Default.GetHashCode(item!);
        }

        return hash;
    }

    /// <summary>The items, for <c>foreach</c> without an allocation.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => Span.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_items ?? []).GetEnumerator();
}
