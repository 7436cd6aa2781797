namespace HmmSpec.Data;

/// <summary>Makes sequences.</summary>
public static class Sequence
{
    /// <summary>A sequence of a copy of these items.</summary>
    public static Sequence<T> Create<T>(ReadOnlySpan<T> items) => new(items.Length == 0 ? null : items.ToArray());

    /// <summary>A sequence of <paramref name="count"/> items, each made from its index.</summary>
    public static Sequence<T> Generate<T>(int count, Func<int, T> item)
    {
        T[] items = new T[count];
        for (int i = 0; i < count; i++)
        {
            items[i] = item(i);
        }

        return new Sequence<T>(items);
    }

    /// <summary>A sequence of <paramref name="count"/> items that are all <paramref name="item"/>.</summary>
    public static Sequence<T> Repeat<T>(T item, int count) => Generate(count, _ => item);
}
