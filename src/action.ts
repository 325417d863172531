/** The GitHub Action's front end. */
process.exitCode = 2;
