using HmmSpec.Properties;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>Errors that no clause explains are rejected, and so is success that one forbids.</summary>
public sealed class ErrorProhibitionTests
{
    private static readonly string[] Mirrored =
    [
        "attach d0 4 direct",
        "attach d1 4 direct",
        "register p0 d0 0+8",
        "register p0 d1 0+8",
        "map p0 0+4 read-write",
        "store p0 0 10",
        "store p0 1 11",
    ];

    [Theory]
    [Accepts("unmet-request")]
    [Rejects("unmet-request")]
    [InlineData("default=fault", "ok pages=empty")]
    [InlineData("default=fault", "ok pages=error")]
    [InlineData("default=fault+write", "ok pages=zero")]
    [InlineData("default=fault+write", "ok pages=read")]
    [InlineData("default=fault+write", "ok pages=not-reached")]
    [InlineData("default=fault+write", "ok")]
    public void No_fault_succeeds_without_what_was_asked_for(string request, string outcome)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            string fault = $"range-fault p0 d0 2+1 {request}";
            new Trial(level).Did(Mirrored).Did(fault).Wrong(fault, outcome);
        }
    }

    [Theory]
    [Accepts("unmet-request")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void In_Linux_61_a_page_of_its_own_meets_a_request_to_write(ObservationLevel level) =>
        new Trial(level, profile: Profile.Linux61)
            .Did(Mirrored)
            .Did("migrate-to-device p0 d0 0+1", "fork p0 p1")
            .Answered("range-fault p0 d0 0+1 default=fault+write", "ok pages=device-read")
            .Settled();

    [Theory]
    [Accepts("error-without-cause")]
    [Rejects("error-without-cause")]
    [InlineData("range-fault p0 d0 0+1 default=fault", "EFAULT")]
    [InlineData("range-fault p0 d0 0+1 default=fault+write", "EPERM")]
    [InlineData("range-fault p0 d0 2+1 default=fault+write", "EFAULT")]
    [InlineData("device-store p0 d0 1+2 5", "EPERM")]
    [InlineData("device-load p0 d1 1+2", "EFAULT")]
    [InlineData("snapshot p0 d1 1+2", "EFAULT")]
    public void No_fault_fails_where_the_mapping_allows_it(string operation, string word)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            foreach (string[] before in new string[][] { [], ["migrate-to-device p0 d0 0+4"], ["swap-out p0 0"] })
            {
                new Trial(level).Did(Mirrored).Did(before).GaveUpWrongly(operation, word);
                new Trial(level).Did(Mirrored).Did(before).Did(operation);
            }
        }
    }

    [Theory]
    [Accepts("not-mapped")]
    [Rejects("not-mapped")]
    [InlineData("unmap p0 0+1", "read")]
    [InlineData("unmap p0 0+1", "empty")]
    [InlineData("protect p0 0+1 none", "read")]
    [InlineData("protect p0 0+1 none", "zero")]
    public void No_snapshot_says_that_a_page_is_there_that_is_not(string operation, string result)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            Trial trial = new Trial(level).Did(Mirrored).Did(operation);
            trial.Answered("snapshot p0 d0 0+2", "ok pages=error,read");
            trial.Wrong("snapshot p0 d0 0+2", $"ok pages={result},read", "SNP-1");
        }
    }

    [Theory]
    [Accepts("not-mapped")]
    [Rejects("not-mapped")]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_page_in_swap_counts_as_empty_unless_it_has_come_back(ObservationLevel level)
    {
        Trial trial = new Trial(level).Did(Mirrored).Did("swap-out p0 0", "snapshot p0 d0 0+1");
        trial.Happened(new BringBack(0, 0)).Did("snapshot p0 d0 0+1");
        trial.Wrong("snapshot p0 d0 0+1", "ok pages=error", "SNP-1");
    }

    [Theory]
    [Accepts("write-without-right")]
    [Rejects("write-without-right")]
    [InlineData("snapshot p0 d0 0+1")]
    [InlineData("range-fault p0 d0 0+1 default=fault")]
    public void No_page_is_reported_writable_against_the_mapping(string operation)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            Trial trial = new Trial(level).Did(Mirrored).Did(operation, "protect p0 0+1 read", operation);
            trial.Wrong(operation, "ok pages=write");
        }
    }

    [Theory]
    [Accepts("foreign-page")]
    [Rejects("foreign-page")]
    [InlineData("snapshot p0 d1 0+1", "device-read")]
    [InlineData("snapshot p0 d1 0+1", "device-write")]
    [InlineData("range-fault p0 d1 0+1 default=fault", "device-read")]
    [InlineData("range-fault p0 d1 0+1 default=fault+write", "device-write")]
    public void No_device_gets_a_page_of_another(string operation, string result)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            new Trial(level).Did(Mirrored).Did("migrate-to-device p0 d0 0+1", operation, "load p0 0");
            new Trial(level).Did(Mirrored).Did("migrate-to-device p0 d0 0+1").Wrong(operation, $"ok pages={result}");
        }
    }

    [Theory]
    [Accepts("signal")]
    [Rejects("signal")]
    [InlineData("load p0 0", "SIGSEGV")]
    [InlineData("store p0 1 2", "SIGSEGV")]
    [InlineData("load p0 3", "SIGBUS")]
    public void No_access_that_is_allowed_ends_in_a_signal(string operation, string word)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            foreach (string[] before in new string[][] { [], ["migrate-to-device p0 d0 0+4"], ["swap-out p0 0"] })
            {
                new Trial(level).Did(Mirrored).Did(before).GaveUpWrongly(operation, word);
                new Trial(level).Did(Mirrored).Did(before).Did(operation, "load p0 7", "store p0 4 1");
            }
        }
    }

    [Theory]
    [Rejects("errno-class")]
    [InlineData("strict", "protect p0 0+1 read", "device-store p0 d0 0+1 1", "EFAULT")]
    [InlineData("strict", "protect p0 0+1 read", "device-store p0 d0 0+1 1", "EACCES")]
    [InlineData("linux-6.1", "protect p0 0+1 read", "device-store p0 d0 0+1 1", "EACCES")]
    [InlineData("v9", "protect p0 0+1 read", "device-store p0 d0 0+1 1", "EPERM")]
    [InlineData("v9", "protect p0 0+1 read", "range-fault p0 d0 0+1 default=fault+write", "EPERM")]
    [InlineData("strict", "unmap p0 0+1", "device-load p0 d0 0+1", "EPERM")]
    [InlineData("strict", "unmap p0 0+1", "device-store p0 d0 0+1 1", "EPERM")]
    [InlineData("strict", "unmap p0 0+1", "load p0 0", "EFAULT")]
    [InlineData("strict", "protect p0 0+1 none", "device-load p0 d0 0+1", "EPERM")]
    [InlineData("strict", "protect p0 0+1 none", "device-store p0 d0 0+1 1", "EPERM")]
    [InlineData("strict", "unmap p0 0+1", "migrate-to-device p0 d0 0+1", "EFAULT")]
    [InlineData("strict", "unmap p0 0+1", "protect p0 0+1 read", "EFAULT")]
    [InlineData("strict", "unmap p0 0+1", "map p0 0+2 read", "EINVAL")]
    [InlineData("strict", "unregister p0 d0", "device-load p0 d0 0+1", "EINVAL")]
    [InlineData("strict", "exit p0", "load p0 0", "SIGSEGV")]
    public void No_error_is_of_another_class(string profile, string before, string operation, string word)
    {
        foreach (ObservationLevel level in Enum.GetValues<ObservationLevel>())
        {
            Profile named = Profile.All.Single(it => it.Name == profile);
            new Trial(level, profile: named).Did(Mirrored).Did(before).Did(operation);
            new Trial(level, profile: named).Did(Mirrored).Did(before).GaveUpWrongly(operation, word);
        }
    }
}
