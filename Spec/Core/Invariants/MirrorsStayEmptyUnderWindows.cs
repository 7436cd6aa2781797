namespace HmmSpec.Spec;

/// <summary>
/// Informally: what an invalidation has ended stays ended as long as it runs: no device gets back to the page before the
/// window closes (NV-1).
/// </summary>
/// <remarks>
/// For every open window and every mirror that has been told of it: the mirror has no valid entry and the device no cached
/// translation of a page in the window; where rights change, none that may be written, and none at all of a page that may not be
/// read any more (the mapping has its new rights when the window opens, and a driver may keep what these let be read). A migration's own device is not held to that, for it keeps its entries until it silences them (NTF-6, MIG-8), nor is
/// a device that gets a page for itself (EXC-5); nor, where fork copies them, is a device with pages of its own memory
/// (NTF-14). A mirror that is not told at all is not held to it either (MIG-26, RET-8).
/// </remarks>
[Invariant("INV-50")]
[Clause("CON-5")]
public sealed class MirrorsStayEmptyUnderWindows : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-50";

    /// <inheritdoc/>
    public string Clause => "CON-5";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int number = 0; number < state.Processes.Count; number++)
        {
            Process process = state.Processes[number];
            foreach (Window window in process.Notifier.Windows)
            {
                for (int device = 0; device < process.Mirrors.Count; device++)
                {
                    bool isTold =
                        ((window.Pending | window.Spared) >> device & 1) == 0 && process.Mirrors[device].IsOpen;
                    if (
                        isTold
                        && window.Owner != device
                        && PageOf(state.Profile, process, process.Mirrors[device], window) is int page
                    )
                    {
                        return this.Broken(
                            $"{InvariantSentences.Page(number, device, page)} is accessible in a window of which the "
                                + "mirror was told"
                        );
                    }
                }
            }
        }

        return null;
    }

    // The first page of a window that a device can reach though the event forbids it, or null.
    private static int? PageOf(Profile profile, Process process, Mirror mirror, Window window)
    {
        bool keepsOwn = profile.ForkCopiesDevicePages && window.Kind == EventKind.ProtectionPage;
        bool changesRights = window.Kind is EventKind.ProtectionVma or EventKind.ProtectionPage;
        PageRange pages = window.Range.Intersect(mirror.Interval);
        for (int page = pages.Start; page < pages.End; page++)
        {
            MirrorEntry entry = mirror.Entries[page];
            Translation cached = mirror.Tlb[page];
            if (keepsOwn && entry.Kind == MirrorEntryKind.Device)
            {
                continue;
            }

            bool mayRead = changesRights && process.Space.IsReadable(page);
            if ((entry.IsValid && (entry.Writable || !mayRead)) || (cached.Valid && (cached.Writable || !mayRead)))
            {
                return page;
            }
        }

        return null;
    }
}
