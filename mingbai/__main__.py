from mingbai.cli import main

main()
