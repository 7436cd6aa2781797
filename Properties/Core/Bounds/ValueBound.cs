namespace HmmSpec.Properties;

/// <summary>The values that a page may hold, or more.</summary>
internal sealed class ValueBound
{
    private const int MostShown = 8;

    // Null for all.
    private SortedSet<ulong>? _values = [0];

    /// <summary>Whether it may hold a value.</summary>
    public bool Has(ulong value) => _values?.Contains(value) ?? true;

    /// <summary>It may hold a value too.</summary>
    public void Add(ulong value) => _values?.Add(value);

    /// <summary>It may hold whatever another one may, too.</summary>
    public void Add(ValueBound other)
    {
        if (other._values is null)
        {
            _values = null;
        }
        else
        {
            _values?.UnionWith(other._values);
        }
    }

    /// <summary>It holds this value.</summary>
    public void Be(ulong value) => _values = [value];

    /// <summary>It holds what another one does.</summary>
    public void Be(ValueBound other) => _values = other._values is null ? null : [.. other._values];

    /// <summary>It may hold anything.</summary>
    public void BeAny() => _values = null;

    /// <inheritdoc/>
    public override string ToString() =>
        _values is null ? "any"
        : _values.Count <= MostShown ? string.Join(" or ", _values)
        : $"one of {_values.Count} values";
}
