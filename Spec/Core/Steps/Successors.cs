namespace HmmSpec.Spec;

/// <summary>What an activity can do next: it is blocked, or it has successors, of which the first is the canonical one.</summary>
public readonly struct Successors
{
    private readonly Successor? _canonical;
    private readonly Func<IEnumerable<Successor>>? _others;

    private Successors(Blocked blocked, Successor? canonical, Func<IEnumerable<Successor>>? others)
    {
        Blocked = blocked;
        _canonical = canonical;
        _others = others;
    }

    /// <summary>What it waits for, or <see cref="Blocked.No"/>.</summary>
    public Blocked Blocked { get; }

    /// <summary>The canonical successor.</summary>
    /// <exception cref="InvalidOperationException">The activity is blocked.</exception>
    public Successor Canonical => _canonical ?? throw new InvalidOperationException($"Blocked: {Blocked}.");

    /// <summary>Whether the canonical successor is the only one.</summary>
    public bool IsSingle => _canonical is not null && _others is null;

    /// <summary>All successors, the canonical one first, made one by one as they are asked for; none when blocked.</summary>
    public IEnumerable<Successor> All =>
        _canonical is null ? []
        : _others is null ? [_canonical]
        : _others().Prepend(_canonical);

    /// <summary>No successor as long as something is waited for.</summary>
    public static implicit operator Successors(Blocked blocked) => new(blocked, null, null);

    /// <summary>The one successor.</summary>
    public static implicit operator Successors(Successor canonical) => new(Blocked.No, canonical, null);

    /// <summary>A canonical successor and others that the specification allows as well.</summary>
    public static Successors Choose(Successor canonical, Func<IEnumerable<Successor>> others) =>
        new(Blocked.No, canonical, others);
}
