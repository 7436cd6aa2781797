using HmmSpec.Protocol;

namespace HmmSpec.Tests.Protocol.Channels;

/// <summary>Commands that are none.</summary>
public sealed class ProgramsThatDoNotStartTests
{
    [LinuxFact]
    public void There_may_be_no_such_program_in_the_path()
    {
        StartFailure failure = FailureOf("no-such-program-of-hmmspec --flag");

        Assert.Equal(StartProblem.NotFound, failure.Problem);
        Assert.Equal("There is no program no-such-program-of-hmmspec in PATH.", failure.Sentence);
    }

    [LinuxFact]
    public void There_may_be_no_such_file() =>
        Assert.Equal(
            new StartFailure(StartProblem.NotFound, "There is no program ./no/such/file."),
            FailureOf("./no/such/file")
        );

    [LinuxFact]
    public void A_folder_is_no_program() =>
        Assert.Equal(
            new StartFailure(StartProblem.NotExecutable, "/tmp is a folder and no program."),
            FailureOf("/tmp")
        );

    [LinuxFact]
    public void A_file_may_not_be_executable() =>
        WithFile(
            "#!/bin/sh\n",
            UnixFileMode.UserRead,
            static file =>
                Assert.Equal(
                    new StartFailure(StartProblem.NotExecutable, $"{file} is not executable."),
                    FailureOf(file)
                )
        );

    [LinuxFact]
    public void A_file_may_be_nothing_that_runs() =>
        WithFile(
            "what is this",
            UnixFileMode.UserRead | UnixFileMode.UserExecute,
            static file => Assert.Equal(StartProblem.NotExecutable, FailureOf(file).Problem)
        );

    [LinuxFact]
    public void A_script_may_want_an_interpreter_that_is_not_there() =>
        WithFile(
            "#!/no/such/interpreter\n",
            UnixFileMode.UserRead | UnixFileMode.UserExecute,
            static file =>
                Assert.Contains($"{file} cannot be started", FailureOf(file).Sentence, StringComparison.Ordinal)
        );

    [LinuxFact]
    public void An_argument_may_be_too_long_for_the_system() =>
        Assert.Equal(StartProblem.Other, FailureOf($"cat {new string('x', 10_000_000)}").Problem);

    private static StartFailure FailureOf(string command)
    {
        SubjectAddress address = SubjectAddress.Parse($"exec:{command}", out _)!;
        using ILineChannel? channel = SubjectChannel.Open(address, Subject.Patient, out StartFailure? failure);
        Assert.Null(channel);
        Assert.EndsWith(".", failure!.Sentence, StringComparison.Ordinal);
        return failure;
    }

    private static void WithFile(string content, UnixFileMode mode, Action<string> test)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, content);
            File.SetUnixFileMode(file, mode);
            test(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
