namespace HmmSpec.Spec;

/// <summary>
/// Informally: once a page has been copied, nothing is stored to the original until the copy takes its place (NV-4).
/// </summary>
/// <remarks>
/// For every copy that an activity has made and not yet put in its place: both frames hold the same. (To a page of a file
/// others may store while a private copy is made of it: FIL-6.)
/// </remarks>
[Invariant("INV-16")]
[Clause("CON-2")]
public sealed class CopiesHoldWhatTheyCopy : IInterleavingInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-16";

    /// <inheritdoc/>
    public string Clause => "CON-2";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(Interleaving interleaving)
    {
        State state = interleaving.State;
        foreach (Activity? open in interleaving.Activities)
        {
            for (Activity? activity = open; activity is not null; activity = activity.Caller)
            {
                foreach (PageCopy copy in activity.Copies)
                {
                    if (!copy.Source.IsZero && state.FrameAt(copy.Source).File is not null)
                    {
                        continue;
                    }

                    ulong source = state.ValueAt(copy.Source);
                    ulong destination = state.ValueAt(copy.Destination);
                    if (source != destination)
                    {
                        return this.Broken(
                            $"{InvariantSentences.Of(copy.Source)} holds {source}, its copy in "
                                + $"{InvariantSentences.Of(copy.Destination)} {destination}"
                        );
                    }
                }
            }
        }

        return null;
    }
}
