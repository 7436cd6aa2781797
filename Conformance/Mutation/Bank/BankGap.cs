namespace HmmSpec.Mutation;

/// <summary>A row of the bank that the model cannot express.</summary>
/// <param name="Id">Its number in the bank.</param>
/// <param name="Fix">What mended it.</param>
/// <param name="Missing">Which dimension of the model is missing.</param>
public sealed record BankGap(string Id, string Fix, string Missing);
