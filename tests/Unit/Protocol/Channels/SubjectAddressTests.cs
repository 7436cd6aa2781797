using HmmSpec.Protocol;

namespace HmmSpec.Tests.Protocol.Channels;

/// <summary>Addresses and command lines, right and wrong.</summary>
public sealed class SubjectAddressTests
{
    [Theory]
    [InlineData("exec:./adapter --fast 'two words'")]
    [InlineData("tcp:localhost:7000")]
    [InlineData("tcp:127.0.0.1:1")]
    [InlineData("tcp:[::1]:65535")]
    [InlineData("tcp:[fe80::1%eth0]:80")]
    [InlineData("unix:/run/adapter.socket")]
    [InlineData("unix:with space:and colon")]
    public void An_address_is_written_as_it_is_read(string text)
    {
        Assert.True(SubjectAddress.IsMeantBy(text));
        SubjectAddress? address = SubjectAddress.Parse(text, out string? error);

        Assert.Null(error);
        Assert.Equal(text, address!.ToString());
    }

    [Theory]
    [InlineData("exec:", "A command is missing after exec:.")]
    [InlineData("exec:  ", "A command is missing after exec:.")]
    [InlineData("exec:''", "A command is missing after exec:.")]
    [InlineData("exec:a\0b", "An address has no null character.")]
    [InlineData("exec:it's", "A single quote is not closed.")]
    [InlineData("exec:a \"b", "A double quote is not closed.")]
    [InlineData("exec:a \\", "The command ends with a backslash that has nothing to quote.")]
    [InlineData(
        "exec:a | b",
        "No shell runs the command, so that | has to be quoted, or the command to be sh -c '...'."
    )]
    [InlineData(
        "exec:\"$HOME\"",
        "No shell runs the command, so that $ has to be quoted, or the command to be sh -c '...'."
    )]
    [InlineData("exec:a # b", "An unquoted # begins a comment in a shell; quote it if it is meant as it stands.")]
    [InlineData("tcp:", "tcp: is followed by a host, a colon and a port.")]
    [InlineData("tcp:host", "tcp: is followed by a host, a colon and a port.")]
    [InlineData("tcp::80", "tcp: is followed by a host, a colon and a port.")]
    [InlineData("tcp:[]:80", "tcp: is followed by a host, a colon and a port.")]
    [InlineData("tcp:::1:80", "'::1' is no host; an IPv6 address, and nothing else, stands in brackets.")]
    [InlineData("tcp:[host]:80", "'host' is no host; an IPv6 address, and nothing else, stands in brackets.")]
    [InlineData("tcp://host:80", "'//host' is no host; an IPv6 address, and nothing else, stands in brackets.")]
    [InlineData("tcp:host:0", "'0' is no port: a number from 1 to 65535.")]
    [InlineData("tcp:host:65536", "'65536' is no port: a number from 1 to 65535.")]
    [InlineData("tcp:host:+80", "'+80' is no port: a number from 1 to 65535.")]
    [InlineData("unix:", "A path is missing after unix:.")]
    [InlineData("http:host", "'http:host' is no address: exec:COMMAND, tcp:HOST:PORT or unix:PATH.")]
    public void What_is_wrong_with_an_address_is_said_in_a_sentence(string text, string sentence)
    {
        Assert.Null(SubjectAddress.Parse(text, out string? error));
        Assert.Equal(sentence, error);
    }

    [Theory]
    [InlineData("a b\tc\n d ", "a", "b", "c", "d")]
    [InlineData("a 'b c'\"d e\"f", "a", "b cd ef")]
    [InlineData("a '' \"\"", "a", "", "")]
    [InlineData("a '\\n' \"\\n\" \\n", "a", "\\n", "\\n", "n")]
    [InlineData("a \"\\\"\\\\\\$\\`\" \\'", "a", "\"\\$`", "'")]
    [InlineData("a '|&;<>()$`#' b#c", "a", "|&;<>()$`#", "b#c")]
    [InlineData("a b\\\nc \"d\\\ne\" \\\n f", "a", "bc", "de", "f")]
    [InlineData("a * ~ ? {b,c}", "a", "*", "~", "?", "{b,c}")]
    public void A_command_is_split_as_by_a_shell(string command, params string[] words)
    {
        Assert.Equal(words, CommandLine.Split(command, out string? error));
        Assert.Null(error);
    }
}
