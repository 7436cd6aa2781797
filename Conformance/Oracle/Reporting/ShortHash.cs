using System.Security.Cryptography;
using System.Text;

namespace HmmSpec.Conformance;

/// <summary>Tells apart what has the same name once it is the name of a file; the same text always gives the same.</summary>
internal static class ShortHash
{
    private const int Bytes = 4;

    /// <summary>Eight hexadecimal digits.</summary>
    public static string Of(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
}
