namespace HmmSpec.Spec;

/// <summary>Informally: a store to a file is never forgotten: what storage has not is known to be dirty.</summary>
/// <remarks>
/// For every frame of the page cache, mapped or not: if neither the frame, nor a page-table entry of it, nor a mirror entry
/// that leads to it is dirty, its value is what storage holds of its page: zero, if the file is a memory file.
/// </remarks>
[Invariant("INV-61")]
[Clause("FIL-17")]
public sealed class CleanPageCacheHoldsWhatIsStored : IStateInvariant
{
    /// <inheritdoc/>
    public string Id => "INV-61";

    /// <inheritdoc/>
    public string Clause => "FIL-17";

    /// <inheritdoc/>
    public InvariantKind Kind => InvariantKind.State;

    /// <inheritdoc/>
    public Violation? Check(State state)
    {
        for (int number = 0; state.Files.Count > 0 && number < state.Memory.Capacity; number++)
        {
            Frame frame = state.Memory[number];
            if (frame is { File: FileAddress page, Dirty: false } && frame.Value != state.FilePageAt(page).Stored)
            {
                Target target = Target.System(number);
                if (!DirtyRecords.AnyOf(state, target))
                {
                    return this.Broken(
                        $"{InvariantSentences.Of(target)} holds {frame.Value}, storage {state.FilePageAt(page).Stored} of "
                            + $"page {page.Index} of f{page.File}, and nothing says that it is dirty"
                    );
                }
            }
        }

        return null;
    }
}
