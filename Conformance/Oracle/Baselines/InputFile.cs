using System.Text;

namespace HmmSpec.Conformance;

/// <summary>Reads files that people name.</summary>
public static class InputFile
{
    private const int MostCharacters = 1 << 26;

    /// <summary>The text of a file.</summary>
    /// <exception cref="InputFileException">It cannot be read.</exception>
    public static string Text(string path)
    {
        try
        {
            return Directory.Exists(path)
                ? throw new InputFileException($"{path}: This is a folder, not a file.")
                : Read(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputFileException($"{path}: There is no such file.");
        }
        catch (Exception exception) when (FailureFolder.IsExpected(exception))
        {
            throw new InputFileException($"{path}: The file cannot be read: {FailureFolder.Reason(exception)}");
        }
    }

    // What has no end, such as a device, is read to the limit only.
    private static string Read(string path)
    {
        using StreamReader reader = new(path);
        StringBuilder text = new();
        char[] buffer = new char[1 << 16];
        int count;
        while ((count = reader.Read(buffer, 0, buffer.Length)) > 0)
        {
            text.Append(buffer, 0, count);
            if (text.Length > MostCharacters)
            {
                throw new InputFileException($"{path}: The file has more than {MostCharacters} characters.");
            }
        }

        return text.ToString();
    }
}
