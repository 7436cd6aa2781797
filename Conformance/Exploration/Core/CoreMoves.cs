namespace HmmSpec.Exploration.Core;

/// <summary>The transitions of one page: all operations that its code allows, in three groups.</summary>
/// <param name="Free">Those that only the page decides about, and that change it.</param>
/// <param name="Migrations">Those that need a free frame of a device.</param>
/// <param name="Still">The operations that change nothing.</param>
internal sealed record CoreMoves(CoreSteps Free, CoreSteps Migrations, ushort[] Still);
