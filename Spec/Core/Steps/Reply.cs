using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>What an activity that was called gives back to its caller.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Window">Of an opened window: its id, from 1 on; 0 if there is none.</param>
/// <param name="Pages">Of a migration: what became of each page.</param>
public readonly record struct Reply(Status Status, int Window, Sequence<PageResult> Pages);
