using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Protocol;

namespace HmmSpec.Cli;

/// <summary><c>hmmspec serve</c>: a machine as an adapter, which answers the requests of the wire protocol.</summary>
internal sealed class ServeVerb
{
    private readonly Argument<string> _subject = new("SUBJECT")
    {
        Description =
            "What answers: optimized, the machine that comes with hmmspec, or defect:NAME, the same with a defect seeded",
        DefaultValueFactory = _ => CheckPlan.DefaultSubject,
    };

    private readonly Option<IPEndPoint?> _tcp = Values.Option<IPEndPoint?>(
        "--tcp",
        "HOST:PORT",
        "Listen on this address, and serve one connection after another; port 0 takes a free one",
        EndPoint
    );

    private readonly Option<UnixDomainSocketEndPoint?> _unix = Values.Option<UnixDomainSocketEndPoint?>(
        "--unix",
        "PATH",
        "Listen on this socket, and serve one connection after another",
        SocketPath
    );

    private readonly Surroundings _surroundings;

    private ServeVerb(Surroundings surroundings) => _surroundings = surroundings;

    public static Command Build(Surroundings surroundings)
    {
        ServeVerb verb = new(surroundings);
        Command command = new("serve", "Answer the requests of the wire protocol on standard input, or on a socket")
        {
            verb._subject,
            verb._tcp,
            verb._unix,
        };
        command.SetAction(parsed => (int)verb.Run(parsed));
        return command;
    }

    private ExitCode Run(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(_subject);
        if (StepSubjects.Names.Contains(name))
        {
            throw CommandException.Usage($"The subject {Values.Quote(name)} is run in steps, which cannot be served.");
        }

        if (SubjectArguments.IsWire(name))
        {
            throw CommandException.Usage(
                $"The subject {Values.Quote(name)} is behind the protocol already; optimized and defect:NAME can be served."
            );
        }

        IPEndPoint? tcp = parsed.GetValue(_tcp);
        UnixDomainSocketEndPoint? unix = parsed.GetValue(_unix);
        if (tcp is not null && unix is not null)
        {
            throw CommandException.Usage("serve listens on one address: --tcp or --unix.");
        }

        using MachineSubject subject = new(name, Subjects.Find(name, _surroundings));
        using ProtocolServer server = new(subject, new Adapter(name, CommandLine.NameAndVersion));
        if (tcp is null && unix is null)
        {
            ServeProcess(server);
        }
        else
        {
            using Interruption interruption = new(_surroundings);
            using SocketServing serving = new(server, _surroundings.Err, interruption.Token);
            serving.Run(tcp is not null ? tcp : unix!);
        }

        return ExitCode.Conforms;
    }

    private void ServeProcess(ProtocolServer server)
    {
        using Stream input = _surroundings.OpenInput();
        using Stream output = _surroundings.OpenOutput();
        try
        {
            server.Serve(input, output);
        }
        catch (IOException)
        {
            // Nobody reads the answers any more.
        }
    }

    private static string? EndPoint(string text, out IPEndPoint? value)
    {
        int colon = text.LastIndexOf(':');
        string host = colon > 0 ? text[..colon].Trim('[', ']') : "";
        bool good = ushort.TryParse(text.AsSpan(colon + 1), out ushort port) && host.Length > 0;
        IPAddress? address = good ? AddressOf(host) : null;
        value = address is null ? null : new IPEndPoint(address, port);
        return address is not null
            ? null
            : $"is {Values.Quote(text)}; expected an address of this machine and a port, such as 127.0.0.1:7000.";
    }

    private static string? SocketPath(string text, out UnixDomainSocketEndPoint? value)
    {
        try
        {
            value = new UnixDomainSocketEndPoint(text);
            return null;
        }
        catch (ArgumentException)
        {
            value = null;
            return $"is {Values.Quote(text)}; expected a path of 1 to 107 bytes.";
        }
    }

    private static IPAddress? AddressOf(string host) =>
        IPAddress.TryParse(host, out IPAddress? address) ? address
        : host == "localhost" ? IPAddress.Loopback
        : null;
}
