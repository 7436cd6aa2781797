namespace HmmSpec.Spec;

/// <summary>An implementation that can be held against the reference operation by operation.</summary>
public interface IMachine
{
    /// <summary>What the notifiers did during the last operation, in order.</summary>
    ReadOnlySpan<Event> Events { get; }

    /// <summary>
    /// The pages of which the last operation may have changed the VMA, the entry, the TLB or a mirror entry; a page may
    /// stand there twice.
    /// </summary>
    ReadOnlySpan<PageAddress> Touched { get; }

    /// <summary>Carries out one operation.</summary>
    Outcome Apply(Operation operation);

    /// <summary>The whole state, in the Spec's terms; frames, slots, IOVAs and sequence numbers are its own.</summary>
    State Observe();

    /// <summary>A page as the Spec sees it; the numbers must be of this world.</summary>
    PageView ViewPage(int process, int page);

    /// <summary>A page of a mirror as the Spec sees it; the numbers must be of this world.</summary>
    MirrorView ViewMirror(int process, int device, int page);
}
