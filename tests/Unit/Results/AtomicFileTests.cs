using System.Diagnostics;
using HmmSpec.Conformance;
using HmmSpec.Tests.Protocol.Channels;

namespace HmmSpec.Tests.Results;

/// <summary>A text takes the place of what a file held, and not the place of anything else.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private const string Text = "as it is now\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("hmmspec-atomic-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("as it was\n")]
    public void A_file_is_made_or_replaced_and_nothing_is_left_beside_it(string? before)
    {
        string path = PathTo("file");
        if (before is not null)
        {
            File.WriteAllText(path, before);
        }

        AtomicFile.Write(path, Text);

        Assert.Equal(Text, File.ReadAllText(path));
        Assert.Equal(path, Assert.Single(Directory.GetFileSystemEntries(_folder)));
    }

    [LinuxFact]
    public void A_link_stays_and_what_it_leads_to_is_written()
    {
        string target = PathTo("target");
        string link = PathTo("link");
        string linkToLink = PathTo("link-to-link");
        File.WriteAllText(target, "as it was\n");
        File.CreateSymbolicLink(link, "target");
        File.CreateSymbolicLink(linkToLink, link);

        AtomicFile.Write(linkToLink, Text);

        Assert.Equal("target", new FileInfo(link).LinkTarget);
        Assert.Equal(link, new FileInfo(linkToLink).LinkTarget);
        Assert.Null(new FileInfo(target).LinkTarget);
        Assert.Equal(Text, File.ReadAllText(target));
    }

    [LinuxFact]
    public void A_link_to_what_is_not_there_yet_stays()
    {
        string link = PathTo("link");
        File.CreateSymbolicLink(link, "target");

        AtomicFile.Write(link, Text);

        Assert.Equal("target", new FileInfo(link).LinkTarget);
        Assert.Equal(Text, File.ReadAllText(PathTo("target")));
    }

    [LinuxFact]
    public void Who_may_read_a_file_stays_as_it_was()
    {
        string path = PathTo("file");
        File.WriteAllText(path, "as it was\n");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupExecute;
        SetMode(path, Mode);

        AtomicFile.Write(path, Text);

        Assert.Equal(Mode, ModeOf(path));
    }

    [LinuxFact]
    public void A_pipe_is_written_to_and_stays_one()
    {
        string pipe = PathTo("pipe");
        using (Process make = Process.Start("mkfifo", [pipe]))
        {
            make.WaitForExit();
        }

        for (int round = 0; round < 2; round++)
        {
            ProcessStartInfo info = new("cat", [pipe]) { RedirectStandardOutput = true };
            using Process reader = Process.Start(info)!;
            AtomicFile.Write(pipe, Text);
            bool ended = reader.WaitForExit(Patience);
            if (!ended)
            {
                reader.Kill();
            }

            Assert.True(ended);
            Assert.Equal(Text, reader.StandardOutput.ReadToEnd());
        }
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private string PathTo(string name) => Path.Combine(_folder, name);
}
