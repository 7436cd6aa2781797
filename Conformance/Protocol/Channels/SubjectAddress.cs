using System.Globalization;
using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Protocol;

/// <summary>Where a subject is: <c>exec:COMMAND</c>, <c>tcp:HOST:PORT</c> or <c>unix:PATH</c>.</summary>
[Closed]
public abstract record SubjectAddress
{
    private const string ProgramPrefix = "exec:";
    private const string TcpPrefix = "tcp:";
    private const string UnixPrefix = "unix:";

    private SubjectAddress() { }

    /// <summary>Whether a text has the form of an address, right or wrong, rather than naming some other subject.</summary>
    public static bool IsMeantBy(string text) =>
        text.StartsWith(ProgramPrefix, StringComparison.Ordinal)
        || text.StartsWith(TcpPrefix, StringComparison.Ordinal)
        || text.StartsWith(UnixPrefix, StringComparison.Ordinal);

    /// <summary>Reads an address; the error is a sentence that says what is wrong with it.</summary>
    public static SubjectAddress? Parse(string text, out string? error)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            error = "An address has no null character.";
            return null;
        }

        if (text.StartsWith(ProgramPrefix, StringComparison.Ordinal))
        {
            string command = text[ProgramPrefix.Length..];
            Sequence<string>? words = CommandLine.Split(command, out error);
            return words is { } found ? new Program(command, found) : null;
        }

        if (text.StartsWith(TcpPrefix, StringComparison.Ordinal))
        {
            return ParseTcp(text[TcpPrefix.Length..], out error);
        }

        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal))
        {
            string path = text[UnixPrefix.Length..];
            error = path.Length == 0 ? "A path is missing after unix:." : null;
            return error is null ? new UnixSocket(path) : null;
        }

        error = $"'{PrintableText.Escape(text)}' is no address: exec:COMMAND, tcp:HOST:PORT or unix:PATH.";
        return null;
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public sealed override string ToString() =>
        this switch
        {
            Program program => ProgramPrefix + program.Command,
            Tcp { Host: string host, Port: int port } => host.Contains(':', StringComparison.Ordinal)
                ? $"{TcpPrefix}[{host}]:{port}"
                : $"{TcpPrefix}{host}:{port}",
            UnixSocket socket => UnixPrefix + socket.Path,
        };

    private static Tcp? ParseTcp(string text, out string? error)
    {
        int colon = text.LastIndexOf(':');
        string host = colon < 0 ? text : text[..colon];
        bool bracketed = host.StartsWith('[') && host.EndsWith(']');
        host = bracketed ? host[1..^1] : host;
        if (colon < 0 || host.Length == 0)
        {
            error = "tcp: is followed by a host, a colon and a port.";
            return null;
        }

        if (host.Contains(':', StringComparison.Ordinal) != bracketed || host.AsSpan().ContainsAny("[]/ "))
        {
            error =
                $"'{PrintableText.Escape(host)}' is no host; an IPv6 address, and nothing else, stands in brackets.";
            return null;
        }

        string digits = text[(colon + 1)..];
        if (!ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
        {
            error = $"'{PrintableText.Escape(digits)}' is no port: a number from 1 to 65535.";
            return null;
        }

        error = null;
        return new Tcp(host, port);
    }

    /// <summary>A program that is started and talks over its standard input and output.</summary>
    /// <param name="Command">The command as it was written.</param>
    /// <param name="Words">The program and its arguments.</param>
    public sealed record Program(string Command, Sequence<string> Words) : SubjectAddress;

    /// <summary>A program that listens on a TCP port.</summary>
    /// <param name="Host">A name or an address, without brackets.</param>
    /// <param name="Port">From 1 to 65535.</param>
    public sealed record Tcp(string Host, int Port) : SubjectAddress;

    /// <summary>A program that listens on a Unix socket.</summary>
    /// <param name="Path">The path of the socket.</param>
    public sealed record UnixSocket(string Path) : SubjectAddress;
}
