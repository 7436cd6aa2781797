namespace HmmSpec.Protocol;

/// <summary>The program that answers for an implementation.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Version">Which version it is; empty if it does not say.</param>
public sealed record Adapter(string Name, string Version);
