using System.Buffers;
using System.Text;
using HmmSpec.Protocol;

namespace HmmSpec.Tests.Protocol;

/// <summary>Lines as the writer writes them.</summary>
internal static class Written
{
    public static byte[] Line(Request request) => Line((writer, output) => writer.Write(output, request));

    public static byte[] Line(Reply reply) => Line((writer, output) => writer.Write(output, reply));

    public static byte[] Line(TraceLine line) => Line((writer, output) => writer.Write(output, line));

    public static string Text(Request request) => Encoding.UTF8.GetString(Line(request));

    public static string Text(Reply reply) => Encoding.UTF8.GetString(Line(reply));

    public static string Text(TraceLine line) => Encoding.UTF8.GetString(Line(line));

    /// <summary>The line without its line feed, which it must have at its end alone.</summary>
    private static byte[] Line(Action<LineWriter, IBufferWriter<byte>> write)
    {
        ArrayBufferWriter<byte> output = new();
        using LineWriter writer = new();
        write(writer, output);
        Assert.Equal(output.WrittenCount - 1, output.WrittenSpan.IndexOf((byte)'\n'));
        return output.WrittenSpan[..^1].ToArray();
    }
}
