@echo off
rem Runs the jar beside this file, as keytray does where there is a shell, with a Java that is new enough.
setlocal
set "jar="
for %%j in ("%~dp0keytray-*-app.jar") do set "jar=%~dp0%%~nxj"
if not defined jar (
  echo keytray: The jar keytray-*-app.jar has to be in the folder of keytray.cmd. Install Keytray again. 1>&2
  exit /b 1
)
set "java="
set "asked="
if not defined KEYTRAY_JAVA_HOME goto javahome
call :try "%KEYTRAY_JAVA_HOME%"
set "asked=; KEYTRAY_JAVA_HOME names %major%"
if not defined java goto refuse
goto run
:javahome
if not defined JAVA_HOME goto path
call :try "%JAVA_HOME%"
set "asked=; JAVA_HOME names %major%"
if defined java goto run
:path
for /f "delims=" %%j in ('where java 2^>nul') do if not defined java call :try "%%~dpj.."
if defined java goto run
for %%k in ("HKLM\SOFTWARE\JavaSoft\JDK" "HKLM\SOFTWARE\JavaSoft\JRE" "HKCU\SOFTWARE\JavaSoft\JDK") do (
  for /f "tokens=1,2*" %%a in ('reg query %%k /s /v JavaHome 2^>nul') do (
    if "%%a"=="JavaHome" if not defined java call :try "%%c"
  )
)
for %%k in ("HKLM\SOFTWARE\Eclipse Adoptium" "HKLM\SOFTWARE\Microsoft\JDK" "HKLM\SOFTWARE\Azul Systems\Zulu") do (
  for /f "tokens=1,2*" %%a in ('reg query %%k /s 2^>nul') do (
    if "%%a"=="Path" if not defined java call :try "%%c"
    if "%%a"=="InstallationPath" if not defined java call :try "%%c"
  )
)
for /d %%d in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk*" "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*" "%USERPROFILE%\.jdks\*") do if not defined java call :try "%%~d"
if defined java goto run
:refuse
echo keytray: Keytray needs Java 17 or newer%asked%. Install one, or set KEYTRAY_JAVA_HOME to its folder. 1>&2
exit /b 1

:run
for %%v in (JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS) do call :collector %%v
set "tray="
if "%~1"=="tray" set "tray=@"%~dp0keytray-tray.vmoptions""
"%java%" @"%~dp0keytray.vmoptions" %tray% -jar "%jar%" %*
exit /b %errorlevel%

rem A collector in such a variable contradicts the tray's, and Java would not start.
:collector
set %1 2>nul | findstr /r "Use.*GC" >nul && set "%1="
exit /b

rem Sets java where the folder has a Java of 17 or newer, and major to what it has. Its release file spares a start.
:try
set "major=a folder without Java"
set "folder=%~1"
if "%folder:~-1%"=="\" set "folder=%folder:~0,-1%"
if not exist "%folder%\bin\java.exe" exit /b
set "version="
if exist "%folder%\release" for /f "tokens=2 delims==" %%v in ('findstr /b JAVA_VERSION= "%folder%\release"') do set "version=%%~v"
if not defined version for /f "tokens=3" %%v in ('""%folder%\bin\java.exe" -version 2>&1 ^| findstr /c:" version ""') do set "version=%%~v"
if not defined version exit /b
if "%version:~0,2%"=="1." set "version=%version:~2%"
for /f "delims=.-+_" %%v in ("%version%") do set "major=%%v"
if %major% geq 17 set "java=%folder%\bin\java.exe"
exit /b
