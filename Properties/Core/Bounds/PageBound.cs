using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>What a page of a process may hold, and what it grants at most and at least.</summary>
internal sealed class PageBound
{
    /// <summary>The values that a program may read there, in a world without files.</summary>
    public ValueBound Values { get; } = new();

    /// <summary>The most that its mapping grants; none where nothing is mapped.</summary>
    public Protection Rights { get; private set; }

    /// <summary>What its mapping grants at least; none where there may be none.</summary>
    public Protection Least { get; private set; }

    /// <summary>Whether it may read as zeros at any time (ADV-4).</summary>
    public bool MayDrop { get; private set; }

    /// <summary>Something new is mapped there.</summary>
    public void Map(Protection rights)
    {
        Protect(rights);
        Clear();
    }

    /// <summary>It has these rights.</summary>
    public void Protect(Protection rights)
    {
        Rights = rights;
        Least = rights;
    }

    /// <summary>It may have these rights instead.</summary>
    public void MayHave(Protection rights)
    {
        Rights = (Protection)Math.Max((int)Rights, (int)rights);
        Least = (Protection)Math.Min((int)Least, (int)rights);
    }

    /// <summary>It may be mapped no longer.</summary>
    public void MayLeave() => Least = Protection.None;

    /// <summary>It reads as zeros.</summary>
    public void Clear()
    {
        Values.Be(0);
        MayDrop = false;
    }

    /// <summary>It holds a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="cancelsFree">Whether it is no longer lazily free, if it was.</param>
    public void Hold(ulong value, bool cancelsFree)
    {
        Values.Be(value);
        MayDrop &= !cancelsFree;
        if (MayDrop)
        {
            Values.Add(0);
        }
    }

    /// <summary>It is lazily free, or may be.</summary>
    public void Free()
    {
        MayDrop = true;
        Values.Add(0);
    }

    /// <summary>It is as another one, or a copy of it.</summary>
    public void Be(PageBound other)
    {
        Rights = other.Rights;
        Least = other.Least;
        MayDrop = other.MayDrop;
        Values.Be(other.Values);
    }

    /// <summary>It may be as another one.</summary>
    public void MayBe(PageBound other)
    {
        MayHave(other.Rights);
        MayDrop |= other.MayDrop;
        Values.Add(other.Values);
    }
}
