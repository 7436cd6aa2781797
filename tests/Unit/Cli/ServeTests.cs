using System.Net;
using System.Net.Sockets;
using System.Text;
using HmmSpec.Cli;

namespace HmmSpec.Tests.Cli;

/// <summary><c>hmmspec serve</c>.</summary>
public sealed class ServeTests
{
    private const string Hello = """{"type":"hello","id":1,"protocol":[1],"tool":"test","specification":""}""" + "\n";

    private const string Session =
        Hello
        + """{"type":"reset","id":2,"profile":"strict","world":{"processes":1,"pages":4,"devices":1,"frames":4,"swap":1,"device-frames":1,"iova":1}}"""
        + "\n"
        + """{"type":"run","id":3,"observe":"outcome","operations":[{"op":"load","process":0,"page":0}]}"""
        + "\n";

    private const string Bye = """{"type":"bye","id":4}""" + "\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("serve")]
    [InlineData("serve defect:iova-leak")]
    public void A_machine_answers_on_standard_output_and_nothing_else_stands_there(string command)
    {
        (ExitCode code, string output, string error) = Serve(command, Session + Bye);
        Assert.Equal(ExitCode.Conforms, code);
        Assert.Equal("", error);
        string[] lines = output.Split('\n');
        Assert.StartsWith("""{"type":"hello","id":1,"protocol":1,"adapter":{"name":""", lines[0]);
        Assert.Equal(
            [
                """{"type":"ready","id":2}""",
                """{"type":"ran","id":3,"results":[{"status":"SIGSEGV"}]}""",
                """{"type":"bye","id":4}""",
                "",
            ],
            lines[1..]
        );
    }

    [Fact]
    public void It_ends_with_its_input()
    {
        (ExitCode code, string output, _) = Serve("serve", Hello);
        Assert.Equal(ExitCode.Conforms, code);
        Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_machine_that_breaks_down_answers_nothing_more()
    {
        (ExitCode code, string output, string error) = Serve(
            "serve",
            Session + Bye,
            static surroundings =>
                surroundings with
                {
                    Optimized = static (_, _) => throw new InvalidOperationException("Boom."),
                }
        );
        Assert.Equal(ExitCode.Internal, code);
        Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Boom.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve --tcp 127.0.0.1:x", "--tcp is \"127.0.0.1:x\"; expected an address of this machine and a port")]
    [InlineData("serve --tcp 7000", "--tcp is \"7000\"; expected an address of this machine and a port")]
    [InlineData("serve --tcp localhost:1 --unix x", "serve listens on one address: --tcp or --unix.")]
    [InlineData("serve --unix ", "--unix is \"\"; expected a path of 1 to 107 bytes.")]
    [InlineData("serve reference", "The subject \"reference\" is run in steps, which cannot be served.")]
    [InlineData("serve linux", "The subject \"linux\" is behind the protocol already; optimized and defect:NAME")]
    [InlineData("serve optimised", "There is no subject \"optimised\"; did you mean \"optimized\"?")]
    public void What_cannot_be_served_is_explained(string command, string sentence)
    {
        (ExitCode code, string output, string error) = Serve(command, "");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Equal("", output);
        Assert.StartsWith($"hmmspec: {sentence}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_serves_one_connection_after_another()
    {
        using Listening listening = new("serve --tcp 127.0.0.1:0");
        string[] address = (await listening.Address().WaitAsync(Patience)).Split(':');
        Assert.Equal(["tcp", "127.0.0.1"], address[..2]);
        for (int round = 0; round < 2; round++)
        {
            IPEndPoint port = new(IPAddress.Loopback, int.Parse(address[2]));
            Assert.EndsWith("""{"type":"bye","id":4}""" + "\n", await Talk(port));
        }

        Assert.Equal(ExitCode.Conforms, await listening.Stop().WaitAsync(Patience));
    }

    [Fact]
    public async Task A_socket_in_a_folder_is_taken_over_if_nobody_listens_and_is_gone_at_the_end()
    {
        using Command folder = new();
        UnixDomainSocketEndPoint path = new(folder.PathTo("s"));
        using (Socket left = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            left.Bind(path);
        }

        using (Listening listening = new($"serve --unix {path}"))
        {
            Assert.Equal($"unix:{path}", await listening.Address().WaitAsync(Patience));
            Assert.EndsWith("""{"type":"bye","id":4}""" + "\n", await Talk(path));
            (ExitCode code, _, string error) = Serve($"serve --unix {path}", "");
            Assert.Equal(ExitCode.Unavailable, code);
            Assert.StartsWith($"hmmspec: Nobody can listen on unix:{path}: ", error, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Conforms, await listening.Stop().WaitAsync(Patience));
        }

        Assert.False(File.Exists($"{path}"));
    }

    [Theory]
    [InlineData("precious")]
    [InlineData("")]
    public void A_file_that_stands_where_the_socket_was_to_be_is_left_as_it_is(string text)
    {
        using Command folder = new();
        string path = folder.Write("s", text);

        (ExitCode code, _, string error) = Serve($"serve --unix {path}", "");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Equal($"hmmspec: {path} is there already, and is no socket.\n", error);
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Fact]
    public void A_folder_is_no_socket()
    {
        using Command folder = new();

        (ExitCode code, _, string error) = Serve($"serve --unix {folder.Folder}", "");

        Assert.Equal(ExitCode.Usage, code);
        Assert.Equal($"hmmspec: {folder.Folder} is there already, and is no socket.\n", error);
    }

    /// <summary>Says all of the session, and listens until the other side closes.</summary>
    private static async Task<string> Talk(EndPoint address)
    {
        using CancellationTokenSource deadline = new(Patience);
        using Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(address, deadline.Token);
        await using NetworkStream stream = new(socket);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Session + Bye), deadline.Token);
        using StreamReader reader = new(stream);
        return await reader.ReadToEndAsync(deadline.Token);
    }

    private static (ExitCode Code, string Out, string Err) Serve(
        string command,
        string input,
        Func<Surroundings, Surroundings>? change = null
    )
    {
        using MemoryStream output = new();
        using StringWriter text = new();
        using StringWriter error = new();
        Surroundings surroundings = new(text, error)
        {
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
            OpenOutput = () => output,
        };
        ExitCode code = (ExitCode)CommandLine.Run(command.Split(' '), change?.Invoke(surroundings) ?? surroundings);
        Assert.Equal("", text.ToString());
        return (code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
